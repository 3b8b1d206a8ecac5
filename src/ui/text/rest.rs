//! Words for what comes in the second part of the program.

words! {
    COMING = "正在打开…";
    FAILED = "这一页的程序还没有取到，可能是断网，或网站正在更新；已保存的记录都在本机，没有改动，请联网后再试一次，仍不行就刷新页面。";
    RETRY = "再试一次";
}
