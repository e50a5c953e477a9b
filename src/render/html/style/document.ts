/** Text, headings, tables and charts. */
export const documentStyle: string = `*{box-sizing:border-box}
[hidden]{display:none!important}
html{scroll-padding-top:7.5rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--bg);color:var(--fg);font:16px/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,"Noto Sans",sans-serif}
main{max-width:66rem;margin:0 auto;padding:2.25rem 1.5rem 5rem;overflow-wrap:anywhere}
h1{font-size:2.1rem;line-height:1.15;letter-spacing:-.015em;margin:0 0 1rem;padding-top:1.1rem;border-top:5px solid var(--accent);text-wrap:balance}
h2{font-size:1.45rem;line-height:1.25;letter-spacing:-.01em;margin:3.25rem 0 .9rem;text-wrap:balance}
h3{font-size:1.05rem;line-height:1.35;margin:2rem 0 .7rem;color:var(--soft)}
h4{font-size:1rem;line-height:1.45;margin:1.4rem 0 .4rem;font-weight:600}
p,ul,ol,pre,.table,figure,blockquote{margin:.7rem 0}
main>p:not([class]),section>p{max-width:46rem}
ul,ol{padding-left:1.4rem}
li{margin:.2rem 0}
a{color:var(--link);text-underline-offset:.15em}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:4px}
.soft{color:var(--soft);font-weight:400}
code{font:.86em/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;background:var(--tint);border-radius:4px;padding:.12em .35em}
pre{background:var(--tint);border:1px solid var(--line);border-radius:8px;padding:.75rem .9rem;white-space:pre-wrap}
pre code{background:none;padding:0;border-radius:0}
blockquote{border-left:3px solid var(--line);padding-left:1rem;margin-left:0;color:var(--soft)}
hr{border:0;border-top:1px solid var(--line);margin:2rem 0}
.cover{margin-bottom:2rem}
.logo{display:block;max-width:14rem;max-height:4.5rem;margin:0 0 1.5rem}
.table{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.925rem;line-height:1.5}
th,td{text-align:left;vertical-align:top;padding:.5rem .7rem;border-bottom:1px solid var(--line)}
th:first-child,td:first-child{padding-left:.2rem}
td{min-width:8rem}
td.key{min-width:4.5rem}
td:empty,td.word,td.right{min-width:0;white-space:nowrap}
.piece{content-visibility:auto;contain-intrinsic-size:auto 4600px}
th{color:var(--soft);font-size:.85rem;font-weight:600;border-bottom:2px solid var(--line);overflow-wrap:break-word}
.right{text-align:right;font-variant-numeric:tabular-nums}
.shade-1{--mix:12%}.shade-2{--mix:21%}.shade-3{--mix:30%}.shade-4{--mix:39%}.shade-5{--mix:48%}
td[class*=shade-]{background:color-mix(in srgb,var(--tone) var(--mix),var(--bg))}
.badge{display:inline-block;border-radius:999px;padding:0 .6rem;font-size:.78rem;font-weight:600;line-height:1.55;white-space:nowrap;color:#fff;background:var(--tone)}
.chart,.bars{border:1px solid var(--line);border-radius:12px;padding:1rem 1.15rem;margin:1.1rem 0;background:var(--raise)}
figcaption{font-weight:600;margin-bottom:.6rem}
figure svg{display:block;width:100%;height:1.6rem;border-radius:6px;background:var(--tint)}
rect{fill:var(--tone);stroke:var(--raise);stroke-width:2;vector-effect:non-scaling-stroke}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.2rem 1.3rem;padding:0;margin:.75rem 0 0;font-size:.9rem}
.legend li{margin:0}
.swatch{display:inline-block;width:.8rem;height:.8rem;border-radius:3px;margin-right:.45rem;vertical-align:-.06rem;background:var(--tone)}
.rows{list-style:none;padding:0;margin:0;display:grid;gap:.55rem}
.rows li{display:grid;grid-template-columns:minmax(7rem,12rem) minmax(8rem,1fr) minmax(6rem,17rem);gap:.2rem 1rem;align-items:center;margin:0;font-size:.925rem}
.rows svg{height:1.1rem;border-radius:4px}.rows rect{stroke-width:1}
.sum{color:var(--soft);font-size:.875rem;font-variant-numeric:tabular-nums}
.numbers{margin-top:.8rem;font-size:.9rem}
.numbers summary{color:var(--link)}
.contents ul{list-style:none;columns:2;column-gap:2.5rem;padding:0}
.contents li{break-inside:avoid;margin:0;padding:.2rem 0}
@media (max-width:44rem){main{padding:1.25rem 1rem 3rem}h1{font-size:1.65rem}h2{font-size:1.3rem;margin-top:2.5rem}.contents ul{columns:1}.chart,.bars{padding:.85rem .9rem}.rows li{grid-template-columns:minmax(6rem,1fr) auto;align-items:start}.rows .label{font-weight:600}.rows svg{grid-column:1/-1;grid-row:2}.rows .sum{text-align:right}th,td{padding:.45rem .5rem}}
`
