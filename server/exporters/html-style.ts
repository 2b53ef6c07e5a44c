// The only place for the looks of the printable page: on the screen, light and dark, and on paper. Colours only help: the words say it too.

const LIGHT = `--canvas:#fff;--text:#1a1e23;--soft:#5a636e;--line:#d3d8de;--band:#eef0f2;--group:#f5f6f8;--accent:#1f5fc2;--on:#fff;--banner:#1f5fc2;--src:#0b6a6f;--src-tint:#e3f1f1;--dst:#86356c;--dst-tint:#f6eaf2;--how:#3d4a5c;--how-tint:#e8ecf1;--ok:#1a7341;--warn:#8a5500;--warn-soft:#fdf3dc;--err:#bf2424;--err-soft:#fdecec;--input:#fff9db`
const DARK = `--canvas:#15181b;--text:#e7eaed;--soft:#a3acb6;--line:#343b43;--band:#23282d;--group:#1d2226;--accent:#7fb0f7;--on:#fff;--banner:#234f94;--src:#6cc5c9;--src-tint:#18292b;--dst:#e0a0cc;--dst-tint:#2b1f28;--how:#b8c4d4;--how-tint:#242b34;--ok:#6fcf97;--warn:#e7b454;--warn-soft:#362a12;--err:#f58a8a;--err-soft:#3d1d1f;--input:#2f2a14`

const depths = Array.from({ length: 12 }, (_, at) => `.d${at + 1}{padding-left:${(0.5 + (at + 1) * 1.1).toFixed(1)}em!important}`).join('')

export const PAGE_STYLE = `
:root{color-scheme:light dark;${LIGHT}}
@media screen and (prefers-color-scheme:dark){:root{${DARK}}}
*{box-sizing:border-box}
html{scroll-padding-top:12px}
body{margin:0;background:var(--canvas);color:var(--text);font:14px/1.5 Inter,system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif;overflow-wrap:anywhere}
header,section{padding:0 28px 12px}
section{border-top:1px solid var(--line);margin-top:28px;padding-top:12px}
.banner{margin:0 -28px 20px;padding:28px;background:var(--banner);color:var(--on)}
.banner p{margin:0}
h1,h2,h3,h4{line-height:1.25;margin:1.3em 0 .5em}
h1{font-size:28px;margin:0 0 4px}h2{font-size:21px}h3{font-size:16px;padding:4px 8px;margin-left:-8px;background:var(--band);border-radius:3px}h4{font-size:14px;color:var(--accent)}
p,li,dd,td,th,pre{white-space:pre-wrap;unicode-bidi:isolate}
p,dl,ul,ol{max-width:110ch}
.lead{color:var(--soft);font-size:15px;margin-top:0}
.fact,.quiet{color:var(--soft)}
.none{color:var(--soft);font-style:italic}
.back{margin:0 0 10px;font-size:13px}
a{color:var(--accent)}
a:focus-visible,.table:focus-visible,pre:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
nav ol{padding-left:2.2em}
dl{margin:8px 0}
dl>div{display:grid;grid-template-columns:minmax(9em,16em) 1fr;column-gap:16px;padding:3px 0;border-bottom:1px solid var(--line)}
dt{color:var(--soft);grid-column:1}
dd{margin:0;grid-column:2}
.parts{display:grid;grid-template-columns:repeat(auto-fit,minmax(190px,1fr));gap:8px 24px;margin:10px 0}
.part{margin:0 0 4px;font-weight:600;color:var(--how);border-bottom:1px solid var(--line)}
.parts ul{margin:0;padding-left:1.2em}
pre,.mono{font-family:'JetBrains Mono',ui-monospace,'SF Mono',Menlo,Consolas,monospace;font-size:.93em}
pre{background:var(--group);border:1px solid var(--line);border-radius:4px;padding:8px 10px;overflow:auto;max-width:110ch}
.table{overflow:auto;max-height:88vh;margin:10px 0 18px;border:1px solid var(--line);border-radius:4px;width:fit-content;max-width:100%}
table{border-collapse:separate;border-spacing:0;table-layout:fixed;font-size:13px}
td,th{padding:4px 8px;text-align:left;vertical-align:top;border-bottom:1px solid var(--line);border-right:1px solid var(--line)}
tr>:last-child{border-right:0}tbody tr:last-child>*{border-bottom:0}
thead{position:sticky;top:0;z-index:1}
thead th,thead td{background:var(--band);font-weight:600}
thead .source{background:var(--src-tint);color:var(--src)}thead .destination{background:var(--dst-tint);color:var(--dst)}
thead .how{background:var(--how-tint);color:var(--how)}thead .review{background:var(--warn-soft);color:var(--warn)}
:where(.wide,.widest) :where(td:first-child){position:sticky;left:0;background:var(--canvas)}
.sides th{text-align:center}
tbody th{background:var(--band);font-weight:600}
.group>*{background:var(--band);font-weight:600}
.each>*{background:var(--group)}
.gap>*{background:var(--err-soft)}
.undecided>*{color:var(--soft)}
tr.quiet>*{color:var(--soft)}
td.source.mono{color:var(--src)}td.destination.mono{color:var(--dst)}
.strong{font-weight:600}.count{text-align:right;font-variant-numeric:tabular-nums}
.ok{color:var(--ok)}.warn{color:var(--warn)}.error{color:var(--err)}
.input{background:var(--input)}.open{background:var(--warn-soft);color:var(--warn)}
tr:target>*,section:target>h2,h3:target,h4:target{box-shadow:inset 3px 0 0 var(--accent)}
${depths}
@media print{
@page{size:A4 landscape;margin:12mm}
@page wide{size:A3 landscape;margin:12mm}
body{font-size:9pt}
header,section{padding:0;border:0;margin:0}
.banner{margin:0 0 6mm;padding:8mm}
section{break-before:page;page:auto}
section.wide,section.widest{page:wide}
.back{display:none}
pre{columns:85mm;column-rule:.4pt solid var(--line);max-width:none;font-size:7pt;overflow:visible}
h2,h3,h4,.part,dt{break-after:avoid}
a{color:inherit;text-decoration:none}
.table{overflow:visible;max-height:none;max-width:none;width:100%;border:0}
table{width:100%!important;max-width:none!important;font-size:8pt}
:where(.wide,.widest) :where(td:first-child){position:static}
.widest table{font-size:6pt;line-height:1.3}
.widest td,.widest th{padding:1pt 1.5pt}
thead{display:table-header-group;position:static}
tr,dl>div{break-inside:avoid}
td,th{border:.4pt solid var(--line)!important}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
`
