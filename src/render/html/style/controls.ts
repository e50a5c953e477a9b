/** The bar of controls, and what else only a screen has. */
export const controlStyle: string = `button,input,select{font:inherit;color:inherit}
button,select,input[type=search]{background:var(--raise);border:1px solid var(--edge);border-radius:8px;padding:.2rem .6rem;min-height:2.1rem}
button{cursor:pointer;white-space:nowrap}
button:hover:enabled,select:hover{background:var(--tint)}
button:disabled{color:var(--soft);border-color:var(--line);cursor:default}
.aside{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:1rem;top:-6rem;z-index:3;background:var(--bg);padding:.5rem 1rem;border-radius:0 0 8px 8px}
.skip:focus{top:0}
#c-findings{height:0}
.tools{position:sticky;top:0;z-index:2;background:var(--bg);border-bottom:1px solid var(--line);margin:2.5rem -1.5rem 0;padding:.6rem 1.5rem;font-size:.875rem;max-height:100vh;overflow-y:auto}
.tools-row,.tools-panel{display:flex;flex-wrap:wrap;align-items:center;gap:.4rem .6rem}
.search{flex:1 1 7rem}
.search input{width:100%}
.search input::placeholder{color:var(--soft);opacity:1}
.chooser{display:inline-flex;align-items:center;gap:.4rem;color:var(--soft)}
.chooser select{color:var(--fg);max-width:9.5rem;padding:.3rem .4rem}.tools-panel .chooser select{max-width:20rem}
.tools p{margin:0;color:var(--soft);font-variant-numeric:tabular-nums;margin-left:auto;white-space:nowrap}
.tools.filtered p{color:var(--fg);font-weight:600}
.tools-panel{margin-top:.45rem;gap:.4rem 1.1rem;font-size:.82rem}
.facet{border:0;padding:0;margin:0;min-width:0;display:flex;flex-wrap:wrap;align-items:center;gap:.25rem}
.facet legend{float:left;padding:0;margin-right:.35rem;color:var(--soft)}
.tools:not(.open) .facet:not(.quick){display:none}
.tools.open .facet{flex-basis:100%}.tools.open .facet>:first-child{min-width:4.5rem}
.tools:not(.open) .quick legend{position:absolute;clip-path:inset(50%)}
.chip{position:relative;display:inline-block;cursor:pointer}
.chip input{position:absolute;inset:0;margin:0;opacity:0;cursor:pointer}
.chip span{display:inline-block;border:1px solid var(--edge);border-radius:999px;padding:.05rem .55rem;line-height:1.65;background:var(--raise)}
.chip b{font-weight:600;color:var(--soft);font-variant-numeric:tabular-nums}
.chip:hover span{background:var(--tint)}
.chip.none span{border-style:dashed;color:var(--soft)}
.chip input:checked+span{background:var(--accent);border-color:var(--accent);color:var(--bg)}
.chip input:checked+span b{color:inherit}
.chip input:focus-visible+span{outline:3px solid var(--accent);outline-offset:2px}
.copy{position:absolute;top:.4rem;right:.4rem;min-height:0;padding:.1rem .55rem;font-size:.8rem;background:var(--bg)}
.pager{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem;margin:1.2rem 0}
#c-results{scroll-margin-top:0}
#c-results .finding code{font-size:.8rem}
@media (max-width:44rem){html{scroll-padding-top:4.5rem}.tools{margin-left:-1rem;margin-right:-1rem;padding:.5rem 1rem}.tools:not(.open) .tools-panel,.tools:not(.open) .chooser,.tools:not(.open) #c-unfold,.tools:not(.open) #c-fold{display:none}.search{flex-basis:9rem}.tools:not(.filtered):not(.open) p{display:none}.tools p{margin-left:0}.facet legend{float:none;width:100%}.chip span{padding:.2rem .7rem}}
@media (min-width:44.01rem){#c-more::after{content:" ▾"}}
`
