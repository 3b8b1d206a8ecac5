//! `ronghe generate`: an invented workspace as an exchange file.

use crate::args::Generate;
use crate::desk::{Desk, Exit, Failure};
use crate::output::OutFile;
use ronghe_core::exchange::{MAX_BYTES, MAX_ROWS, RowWriter};
use ronghe_core::generate::{Generator, Side};
use ronghe_core::kinds::SCHEMA;
use ronghe_core::record::encode;
use ronghe_core::value::size_shown;

/// More visits than this do not fit into a file that can be read again.
const MAX_VISITS: u64 = MAX_ROWS as u64 / 2;

pub(crate) fn run(desk: &mut Desk<'_>, request: &Generate) -> Result<Exit, Failure> {
    if request.voice.quiet {
        desk.hush();
    }
    if request.visits > MAX_VISITS {
        return Err(Failure::Usage(format!("--visits 最多写 {MAX_VISITS}：再多就超过一份交换文件的上限了。")));
    }
    let side = if request.copy { Side::Copy } else { Side::Ours };
    let made = Generator::new(request.seed, request.visits);
    let counts = made.counts(side);
    let total: u64 = counts.iter().map(|(_, n)| n).sum();
    let mut out = OutFile::create(&request.out, request.force)?;
    let mut rows = RowWriter::new(&made.header(side, env!("CARGO_PKG_VERSION"), "desk"), &counts, SCHEMA);
    for (i, record) in made.records(side).enumerate() {
        rows.row(&record.kind, &encode(&record));
        out.take_from(&mut rows)?;
        desk.progress(|| format!("正在生成 {}%", i as u64 * 100 / total.max(1)));
    }
    let bytes = out.finish(rows)?;
    if bytes > MAX_BYTES as u64 {
        desk.complain("生成的文件超过 512 MB，工作台读不进去；请减少 --visits。");
    }
    desk.line(format_args!("已生成 {total} 条记录，{}：{}", size_shown(bytes), request.out.display()))?;
    Ok(Exit::Fine)
}
