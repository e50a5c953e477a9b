/** The one style sheet; `styleHash` is its CSP hash, checked by a test. */
export const style: string = `:root{color-scheme:light dark;--bg:#fff;--fg:#1f2933;--soft:#52606d;--line:#d5dbe1;--tint:#f4f6f8;--link:#1f4e79;--accent:#1f4e79}
@media (prefers-color-scheme:dark){:root{--bg:#14181d;--fg:#e4e8ec;--soft:#a9b4bf;--line:#3a444e;--tint:#1d232a;--link:#8fc1f2;--accent:#8fc1f2}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--fg);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,"Noto Sans",sans-serif}
main{max-width:62rem;margin:0 auto;padding:1.5rem 1.25rem 4rem;overflow-wrap:anywhere}
h1{font-size:2rem;line-height:1.2;margin:.5rem 0 1.25rem;padding-top:1.25rem;border-top:6px solid var(--accent)}
h2{font-size:1.4rem;line-height:1.25;margin:2.75rem 0 .75rem;padding-bottom:.3rem;border-bottom:1px solid var(--line)}
h3{font-size:1.1rem;margin:1.9rem 0 .6rem;color:var(--soft)}
h4{font-size:1rem;margin:0;display:inline;font-weight:600}
p,ul,ol,pre,.table,figure{margin:.6rem 0}
a{color:var(--link)}
code{font:.875em/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;background:var(--tint);border-radius:4px;padding:.1em .3em}
pre{background:var(--tint);border:1px solid var(--line);border-radius:6px;padding:.7rem .9rem;white-space:pre-wrap}
pre code{background:none;padding:0}
.table{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.925rem}
th,td{text-align:left;vertical-align:top;padding:.45rem .6rem;border-bottom:1px solid var(--line)}
td{min-width:8rem}
td:first-child:not(:has(code)){min-width:4.5rem}
td:empty,td.right,td:has(>.badge){min-width:0;white-space:nowrap}
th{color:var(--soft);font-weight:600;border-bottom-width:2px;overflow-wrap:break-word}
.right{text-align:right;font-variant-numeric:tabular-nums}
.badge{display:inline-block;border-radius:999px;padding:.05rem .6rem;font-size:.8rem;font-weight:600;line-height:1.5;white-space:nowrap;color:#fff}
.finding{border:1px solid var(--line);border-radius:8px;margin:.6rem 0;padding:0 1rem}
.finding[open]{padding-bottom:.5rem}
summary{padding:.65rem 0;cursor:pointer}
summary .badge{margin-left:.5rem}
.finding:has(:target),.finding:target{outline:3px solid var(--accent)}
figure svg{display:block;width:100%;height:1.75rem;border-radius:6px}
figcaption{font-weight:600;margin-bottom:.35rem}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;padding:0;margin:.5rem 0 0;font-size:.925rem}
.swatch{display:inline-block;width:.85rem;height:.85rem;border-radius:3px;margin-right:.4rem;vertical-align:-.08rem}
nav ul{columns:2;column-gap:2rem;padding-left:1.2rem}
.critical{background:#7f1d1d;fill:#7f1d1d}.high,.fail{background:#b3261e;fill:#b3261e}.medium{background:#b45309;fill:#b45309}.low{background:#52606d;fill:#52606d}
.pass{background:#1a7f37;fill:#1a7f37}.review{background:#1d4ed8;fill:#1d4ed8}.error{background:#86198f;fill:#86198f}.skipped{background:#6b7280;fill:#6b7280}.info{background:#0e7490;fill:#0e7490}.neutral{background:#374151;fill:#374151}
@media (prefers-color-scheme:dark){.critical{outline:1px solid #c24141}}
@media (max-width:40rem){main{padding:1rem .9rem 3rem}h1{font-size:1.6rem}nav ul{columns:1}}
@media print{:root{color-scheme:light;--bg:#fff;--fg:#1f2933;--soft:#52606d;--line:#d5dbe1;--tint:#f4f6f8;--link:#1f4e79;--accent:#1f4e79}main{max-width:none;padding:0}details::details-content{content-visibility:visible;block-size:auto}.badge,.swatch,svg rect{print-color-adjust:exact;-webkit-print-color-adjust:exact}h2,h3,summary{break-after:avoid}.table{overflow:visible}td{min-width:0!important}tr,figure{break-inside:avoid}}`

/** SHA-256 of `style`, base64. */
export const styleHash: string = 'Igzm4WhLjlsI4TBznwrOldgCKjyZZ0JtnMdgNx7s4Cw='
