// What stops the page before it starts: a browser inside a chat program, which keeps no data, and a
// browser that cannot run the program. Everything is said here, so that `boot.js` has only to ask.
// ES5 on purpose: an old browser cannot even read newer JavaScript, and must still get its sentence.
(function () {
  "use strict";

  /** Session key: the person has read the warning and goes on inside the chat program. */
  var GO_ON = "ronghe.in-app";

  /** Chat programs by what they write into the user agent; 企业微信 first, it also calls itself 微信. */
  var CHATS = [
    [/wxwork/i, "企业微信"],
    [/MicroMessenger/i, "微信"],
    [/(^|[\s;])QQ\/[\d.]/, "QQ"],
    [/DingTalk/i, "钉钉"],
    [/Lark|Feishu/i, "飞书"]
  ];

  var BROWSERS = [
    "手机：自带浏览器的新版本、Chrome、Edge、Firefox；iPhone 用 Safari（iOS 17 以上）",
    "电脑：Chrome 或 Edge 114 以上、Firefox 125 以上、Safari 17 以上；360、QQ 浏览器请用“极速模式”",
    "在微信、QQ、钉钉里：点右上角“…”，选“在浏览器打开”"
  ];

  /** A module that only validates where every WebAssembly feature of the program is known:
   *  several results, externref, memory.fill, saturating conversion, sign extension. */
  var PROBE = [
    0, 97, 115, 109, 1, 0, 0, 0, 1, 6, 1, 96, 0, 2, 127, 127, 3, 2, 1, 0, 4, 4, 1, 111, 0, 0, 5, 3, 1, 0, 0,
    10, 23, 1, 21, 0, 65, 0, 65, 0, 65, 0, 252, 11, 0, 67, 0, 0, 0, 0, 252, 0, 65, 0, 192, 11
  ];

  var SAFE = "已保存的记录都在本机，没有改动，";

  function element(name, text, testid) {
    var made = document.createElement(name);
    if (text) made.textContent = text;
    if (testid) made.setAttribute("data-testid", testid);
    return made;
  }

  function button(text, testid, act) {
    var made = element("button", text, testid);
    made.type = "button";
    made.className = "btn";
    made.onclick = act;
    return made;
  }

  function link(text, href, testid) {
    var made = element("a", text, testid);
    made.className = "btn";
    made.href = href;
    return made;
  }

  /** Says in the skeleton what is the matter. Does nothing once the page has replaced it. */
  function explain(why, what) {
    var note = document.getElementById("boot-note");
    if (!note) return;
    note.setAttribute("role", "alert");
    note.setAttribute("data-testid", "boot-problem");
    note.setAttribute("data-why", why);
    note.textContent = what;
    if (document.getElementById("boot-help")) return;
    var help = element("div");
    help.id = "boot-help";
    var ways = element("p");
    ways.className = "buttons";
    ways.appendChild(link("再试一次", location.href, "boot-retry"));
    ways.appendChild(link("取出本机的记录", "/rescue.html", "boot-rescue"));
    var list = element("ul", "", "boot-browsers");
    for (var i = 0; i < BROWSERS.length; i += 1) list.appendChild(element("li", BROWSERS[i]));
    help.appendChild(ways);
    help.appendChild(element("p", "能用的浏览器："));
    help.appendChild(list);
    note.parentNode.insertBefore(help, note.nextSibling);
  }

  /** Why this browser cannot run the program at all; "" if it can. */
  function unable() {
    if (!("noModule" in document.createElement("script")) || !window.Promise || !window.fetch) return "old";
    if (typeof WebAssembly !== "object" || !WebAssembly.validate || !window.Uint8Array) return "no-wasm";
    return WebAssembly.validate(new Uint8Array(PROBE)) ? "" : "old";
  }

  function chat() {
    for (var i = 0; i < CHATS.length; i += 1) if (CHATS[i][0].test(navigator.userAgent)) return CHATS[i][1];
    return "";
  }

  function remembered() {
    try {
      return sessionStorage.getItem(GO_ON) !== null;
    } catch (forbidden) {
      return false;
    }
  }

  function remember() {
    try {
      sessionStorage.setItem(GO_ON, "1");
    } catch (forbidden) {
      // Without a session the question comes again at the next load, which is no harm.
    }
  }

  function shape(name, attributes) {
    var made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (var key in attributes) made.setAttribute(key, attributes[key]);
    return made;
  }

  /** An arrow to the upper right corner, where the chat program has its three dots. */
  function arrow() {
    var svg = shape("svg", { viewBox: "0 0 160 110", width: "160", height: "110", role: "img" });
    svg.setAttribute("aria-label", "箭头指向右上角的三个点");
    svg.setAttribute("class", "boot-arrow");
    var line = { fill: "none", stroke: "currentColor", "stroke-width": "4", "stroke-linecap": "round" };
    var curve = shape("path", line);
    curve.setAttribute("d", "M10 102 C 40 98, 104 92, 118 46");
    var head = shape("path", line);
    head.setAttribute("d", "M104 56 L 119 42 L 128 60");
    var ring = shape("rect", line);
    ring.setAttribute("x", "100");
    ring.setAttribute("y", "4");
    ring.setAttribute("width", "56");
    ring.setAttribute("height", "28");
    ring.setAttribute("rx", "14");
    svg.appendChild(curve);
    svg.appendChild(head);
    svg.appendChild(ring);
    for (var x = 114; x <= 142; x += 14) svg.appendChild(shape("circle", { cx: x, cy: 18, r: 3.5, fill: "currentColor" }));
    return svg;
  }

  /** Copying as it was done before there was a clipboard object. */
  function copyOld(text) {
    var area = element("textarea");
    area.value = text;
    area.setAttribute("aria-label", "网址");
    document.body.appendChild(area);
    area.select();
    var done = false;
    try {
      done = document.execCommand("copy");
    } catch (refused) {
      done = false;
    }
    document.body.removeChild(area);
    return done;
  }

  function copy(text, say) {
    function tell(done) {
      say(done ? "已复制，打开浏览器后粘贴到地址栏。" : "没能复制，请长按上面的网址自己复制。");
    }
    if (!navigator.clipboard || !navigator.clipboard.writeText) return tell(copyOld(text));
    navigator.clipboard.writeText(text).then(
      function () { tell(true); },
      function () { tell(copyOld(text)); }
    );
  }

  /** The page inside a chat program: nothing is kept here; how to open it where it is kept. */
  function refuse(name) {
    var note = document.getElementById("boot-note");
    if (!note) return;
    var address = location.origin + "/";
    var box = element("section", "", "in-app");
    box.id = "boot-in-app";
    box.setAttribute("data-app", name);
    box.appendChild(arrow());
    box.appendChild(element("h2", "请点右上角 … 在浏览器中打开"));
    box.appendChild(element("p", name + "里打开的网页存不住记录，关掉或清理" + name + "后就可能全没了，所以这里不开始。"));
    var steps = element("ol");
    steps.appendChild(element("li", "点右上角的“…”"));
    steps.appendChild(element("li", "选“在浏览器打开”，iPhone 上是“在 Safari 中打开”"));
    steps.appendChild(element("li", "或者复制下面的网址，粘贴到浏览器里打开"));
    box.appendChild(steps);
    box.appendChild(element("p", address, "in-app-address"));
    var told = element("p", "", "in-app-told");
    told.setAttribute("role", "status");
    var ways = element("p");
    ways.className = "buttons";
    var first = button("复制网址", "in-app-copy", function () {
      copy(address, function (text) { told.textContent = text; });
    });
    first.className = "btn primary";
    ways.appendChild(first);
    ways.appendChild(button("仍要继续（数据可能随时被清除）", "in-app-go-on", function () {
      remember();
      box.parentNode.removeChild(box);
      note.hidden = false;
      guard.held = false;
      check();
      if (!guard.held) guard.go();
    }));
    box.appendChild(ways);
    box.appendChild(told);
    note.hidden = true;
    note.parentNode.insertBefore(box, note.nextSibling);
  }

  /** What `boot.js` asks: whether it must wait, and what to do when it need not any more. */
  var guard = { held: false, go: function () {}, explain: explain };
  window.__ronghe_guard = guard;

  /** Holds the page back if this browser cannot run the program. */
  function check() {
    var why = unable();
    if (!why) return;
    guard.held = true;
    var cannot = why === "no-wasm" ? "不能运行 WebAssembly 程序（可能太旧，或被设置关闭）" : "太旧";
    explain(why, "这个浏览器" + cannot + "，工作台打不开；" + SAFE + "请换一个能用的浏览器。");
  }

  var inside = chat();
  if (inside && !remembered()) {
    guard.held = true;
    refuse(inside);
  } else {
    check();
  }
})();
