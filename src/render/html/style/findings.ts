/** Findings: a card each; of many, those that are far away are not laid out. */
export const findingStyle: string = `.finding{border:1px solid var(--line);border-left:4px solid var(--edge-tone,var(--line));border-radius:8px;margin:.5rem 0;background:var(--raise)}
.many .finding{content-visibility:auto;contain-intrinsic-size:auto 2.7rem}
.finding[data-outcome=fail]{--edge-tone:#b3261e}.finding[data-outcome=fail][data-severity=critical]{--edge-tone:#7f1d1d}.finding[data-outcome=fail][data-severity=medium]{--edge-tone:#b45309}.finding[data-outcome=fail][data-severity=low]{--edge-tone:#7b8794}.finding[data-outcome=error]{--edge-tone:#86198f}.finding[data-outcome=review]{--edge-tone:#1d4ed8}.finding[data-outcome=pass]{--edge-tone:#1a7f37}
summary{cursor:pointer}
.finding>summary{display:flex;flex-wrap:wrap;align-items:baseline;gap:.25rem .5rem;padding:.6rem .9rem;list-style:none;border-radius:8px}
.finding>summary::-webkit-details-marker{display:none}
.finding>summary::before{content:"";flex:none;width:.5rem;height:.5rem;border:solid var(--soft);border-width:0 2px 2px 0;transform:rotate(-45deg);margin:0 .3rem 0 .1rem}
.finding[open]>summary::before{transform:rotate(45deg) translate(-2px,-2px)}
.finding>summary:hover{background:var(--tint)}
summary h4{margin:0;flex:1 1 60%;min-width:0}
.body{padding:0 1.1rem .7rem 2rem;border-top:1px solid var(--line)}
.body>p{max-width:48rem}
.self+p>.badge{display:none}.self+p::first-letter{text-transform:uppercase}
.self{font-weight:600;text-decoration:none;color:var(--soft);padding:0 .35rem;border-radius:4px}
.self:hover{color:var(--link);background:var(--tint)}
td .self,.body>.self{float:right}.body>.self{margin:.6rem -.5rem 0 .5rem}
.finding:target,tr:target{outline:3px solid var(--accent);outline-offset:0}
.part>h3:first-child{margin-top:1.6rem}
.block{position:relative;margin:.7rem 0}
.block pre{margin:0;padding-right:5rem;min-height:3rem}
.where{font-size:.85rem;color:var(--soft)}
.checks .badge{margin-right:.3rem}
@media (max-width:44rem){.finding>summary{padding:.6rem .7rem}.body{padding:0 .8rem .6rem}summary h4{flex-basis:75%}}
`
