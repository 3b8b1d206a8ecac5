//! The pages. One file or folder each; what two pages share lies in `components`.

mod clashes;
mod duplicates;
mod edit;
mod exchange;
mod first_run;
mod history;
mod list;
mod loading;
mod lost;
mod mapping;
mod record;
mod reports;
mod safe;
mod search;
mod settings;
mod status;
mod tasks;
mod today;

pub use clashes::Clashes;
pub use duplicates::{Duplicates, Joined};
pub use edit::{Edit, New};
pub use exchange::Exchange;
pub use first_run::FirstRun;
pub use history::{Batches, Bin};
pub use list::List;
pub use loading::{Failed, Loading, NoSuchPage};
pub use lost::Lost;
pub use mapping::TablePage;
pub use record::RecordPage;
pub use reports::{Reports, VisitOutreach};
pub use safe::{Farewell, Reminder, Safe};
pub use search::SearchBox;
pub use settings::Settings;
pub use status::StatusLine;
pub use tasks::Tasks;
pub use today::Today;
