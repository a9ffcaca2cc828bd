import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Marked } from 'marked'
import markedAlert from 'marked-alert'

/** URLs in Markdown, and what a page shows instead, since those of the simulator end with it. */
type Copies = ReadonlyMap<string, string>

/** A job summary as a page for a browser, light or dark as the system is. */
export async function summaryPage(markdown: string, copies: Copies): Promise<string> {
  return page(
    'Job summary',
    `<article class="markdown-body">\n${await rendered(markdown, copies)}</article>`,
  )
}

/** A comment as a page for a browser, framed as GitHub frames it. */
export async function commentPage(
  markdown: string,
  author: string,
  copies: Copies,
): Promise<string> {
  const body = await rendered(markdown, copies)
  return page(
    'Comment',
    `<article class="comment">
<header><strong>${author.replace('[bot]', '')}</strong> <span class="bot">bot</span> commented</header>
<div class="markdown-body">
${body}</div>
</article>`,
  )
}

async function rendered(markdown: string, copies: Copies): Promise<string> {
  const body = await new Marked({ gfm: true }).use(markedAlert()).parse(markdown, { async: true })
  return [...copies].reduce((html, [url, path]) => html.replaceAll(`"${url}"`, `"${path}"`), body)
}

async function page(title: string, body: string): Promise<string> {
  const css = await readFile(
    fileURLToPath(import.meta.resolve('github-markdown-css/github-markdown.css')),
    'utf8',
  )
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>
${css}
:root { --line: #d1d9e0; --head: #f6f8fa; --soft: #59636e; --ink: #1f2328; }
body { margin: 0; background: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --line: #3d444d; --head: #151b23; --soft: #9198a1; --ink: #f0f6fc; }
  body { background: #0d1117; }
}
article { box-sizing: border-box; max-width: 1064px; margin: 0 auto; }
article.markdown-body { padding: 32px; }
.comment { max-width: 960px; padding: 24px; }
.comment header { padding: 8px 16px; border: 1px solid var(--line); border-radius: 6px 6px 0 0; background: var(--head); color: var(--soft); font: 14px/1.5 Inter, sans-serif; }
.comment header strong { color: var(--ink); }
.bot { padding: 0 7px; border: 1px solid var(--line); border-radius: 2em; font-size: 12px; }
.comment .markdown-body { padding: 16px; border: 1px solid var(--line); border-top: 0; border-radius: 0 0 6px 6px; font-size: 14px; }
</style>
${body}
</html>
`
}
