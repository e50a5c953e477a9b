/** Colours of both schemes, and of tones: text on a tone has a contrast of 4.5 to 1 at least, as text on the page has. */
export const themeStyle: string = `:root{color-scheme:light dark;--bg:#fff;--fg:#1c2733;--soft:#52606d;--line:#dbe1e7;--edge:#7b8794;--tint:#f5f7f9;--raise:#fff;--link:#1b4f8a;--accent:#1b4f8a}
@media screen and (prefers-color-scheme:dark){:root{--bg:#12161b;--fg:#e3e8ed;--soft:#a7b3bf;--line:#303943;--edge:#7d8996;--tint:#1a2027;--raise:#171c22;--link:#8ec2f5;--accent:#8ec2f5}}
.critical{--tone:#7f1d1d}.high,.fail{--tone:#b3261e}.medium{--tone:#b45309}.low{--tone:#52606d}.pass{--tone:#1a7f37}.review{--tone:#1d4ed8}.error{--tone:#86198f}.skipped{--tone:#6b7280}.info{--tone:#0e7490}.neutral{--tone:#374151}
@media screen and (prefers-color-scheme:dark){.critical{--tone:#9f1f1f}.high,.fail{--tone:#c2362d}.low{--tone:#5c6b79}.neutral{--tone:#4b5563}.review{--tone:#2f5fe0}}
`
