//! The help, in the words of the people who sit at the desk.

use crate::args::About;

const ALL: &str = "\
产教融合工作台 · 桌面工具

用法：ronghe <命令> [选项] 文件…

命令：
  check     检查交换文件：谁、什么时候、有什么，哪一行不能用
  merge     把许多交换文件合成一份，谁填过的都不会丢
  report    由交换文件生成上报表（.csv）
  generate  生成任意大小的虚构工作区，供测试和演示
  schema    输出交换文件的 JSON Schema

文件可以是 .json、.txt，也可以是里面有它们的 .zip（照片不处理）；加了口令的文件，
先把口令放进环境变量 RONGHE_PASSPHRASE。

每个命令加 --help 看详细用法。本工具不联网，也不改动读入的文件。

退出码：0 一切正常；1 有文件或行没有用上，或有需要看一眼的事；2 用法不对，或文件读写失败。
";

const CHECK: &str = "\
检查交换文件，不写任何东西。

用法：ronghe check [--json] [--quiet] 文件…

  --json   输出一份 JSON
  --quiet  不显示进度

例：ronghe check 收到的/*.json
";

const MERGE: &str = "\
把许多交换文件合成一份完整的交换文件。先后次序、重复、部分文件都不影响结果；
互相没看到的改动都保留，列为冲突，等人定夺。用的内存与文件多少无关。

用法：ronghe merge [选项] 文件… -o 结果.json

  -o, --output 文件   结果存到哪里
  --force             结果文件已存在时替换它
  --any-workspace     允许不同工作区的文件合在一起
  --json              输出一份 JSON
  --quiet             不显示进度

不能用的文件或行会列出来，其余的照常合并，退出码为 1。

例：ronghe merge 收到的/*.json -o 全校.json
";

const REPORT: &str = "\
由交换文件生成上报表。会被退回的行列在旁边（标准错误），表里只有能上报的行。

用法：ronghe report 表名 [选项] 文件…

  表名                例如 visit-outreach（访企拓岗）；写错表名会列出全部
  -o, --output 文件   表存到哪里（.csv）；不写就输出到屏幕
  --school 代码       学校（机构）标识码，10 位
  --year 2022         只要这个自然年
  --school-year 2022  只要这年 9 月起的学年
  --month 2022-03     只要这个月
  --all               会被退回的行也放进表里
  --force             结果文件已存在时替换它
  --json              输出一份 JSON
  --quiet             不显示进度

例：ronghe report visit-outreach 全校.json --school 1234567890 --year 2022 -o 访企拓岗.csv
";

const GENERATE: &str = "\
生成虚构的工作区：同一个种子总是生成同样的内容。里面的单位和人都以“示例”开头。

用法：ronghe generate --seed 数 --visits 数 [--copy] -o 文件

  --seed 数          种子
  --visits 数        走访次数；100000 次约 80 MB
  --copy             生成同事改过的副本：一成改过，百分之一删除，百分之五新增
  -o, --output 文件  存到哪里
  --force            文件已存在时替换它
  --quiet            不显示进度

例：ronghe generate --seed 1 --visits 1000 -o 示例.json
";

const SCHEMA: &str = "\
输出交换文件第 1 版的 JSON Schema；格式说明见 docs/format.md。

用法：ronghe schema
";

/// Returns the help about something.
pub(crate) const fn of(about: About) -> &'static str {
    match about {
        About::All => ALL,
        About::Check => CHECK,
        About::Merge => MERGE,
        About::Report => REPORT,
        About::Generate => GENERATE,
        About::Schema => SCHEMA,
        About::Version => concat!("ronghe ", env!("CARGO_PKG_VERSION"), "\n"),
    }
}
