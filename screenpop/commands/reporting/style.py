"""How the report's page looks: on a screen by day and by night, and on paper."""

STYLE = """
:root { color-scheme: light dark; --ink: #171c26; --quiet: #596273; --ground: #eef0f4; --surface: #fff;
  --line: #dfe3ea; --accent: #2456c8 }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ebf2; --quiet: #a0a9ba; --ground: #12151c; --surface: #1b2029;
  --line: #303745; --accent: #7aa2f7 } }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.45 "Noto Sans", system-ui, sans-serif }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1.5rem }
h1 { font-size: 1.6rem; margin: 0 } h2 { font-size: 1.1rem; margin: 2rem 0 .6rem }
.quiet, small { color: var(--quiet) }
.tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(12rem, 1fr)); gap: .8rem; margin-top: 1.5rem }
.tiles div { background: var(--surface); border: 1px solid var(--line); border-radius: .6rem; padding: .8rem 1rem }
.tiles strong { display: block; font-size: 1.7rem; font-variant-numeric: tabular-nums }
table { border-collapse: collapse; width: 100%; background: var(--surface); border: 1px solid var(--line) }
th, td { padding: .4rem .8rem; text-align: start; border-top: 1px solid var(--line); font-weight: normal }
thead th { color: var(--quiet); border-top: 0 }
.bars th { width: 12rem } .bars .number { width: 4rem; text-align: end; font-variant-numeric: tabular-nums }
.bars i { display: block; height: .8rem; border-radius: .2rem; background: var(--accent) }
@media print { body { background: #fff } main { padding: 0; max-width: none }
  .bars i { print-color-adjust: exact } tr, .tiles div { break-inside: avoid } }
"""
