/** Comments of openapi-typescript, which puts descriptions in a tag, rewritten so that an editor shows them as text. */
import ts from 'typescript';

/** Rewrites the comments of a tree, in place. */
export function rewriteComments(tree: ts.Node): void {
  const comment = commentOf(tree);
  if (comment !== undefined) setComment(tree, textOf(comment));
  ts.forEachChild(tree, rewriteComments);
}

/** Puts a text above a node, in place of its comment. */
export function setComment<Node extends ts.Node>(node: Node, text: string): Node {
  const lines = text.split('\n');
  const comment =
    lines.length === 1 ? `* ${text} ` : ['*', ...lines.map((line) => ` * ${line}`.trimEnd()), ' '].join('\n');
  ts.setSyntheticLeadingComments(node, undefined);
  return ts.addSyntheticLeadingComment(node, ts.SyntaxKind.MultiLineCommentTrivia, comment, true);
}

/** The text above a node, without stars; `undefined` when there is none. */
export function commentOf(node: ts.Node): string | undefined {
  const [comment] = ts.getSyntheticLeadingComments(node) ?? [];
  return comment?.text
    .split('\n')
    .map((line) => line.replace(/^ ?\* ?/, ''))
    .join('\n')
    .trim();
}

function textOf(comment: string): string {
  const lines = comment.split('\n');
  const isTimestamp = lines.includes('Format: date-time');
  const text = lines
    // What the type itself says.
    .filter((line) => !/^(Format: |@constant$|@enum )/.test(line))
    .join('\n')
    .replaceAll(/^ {4}/gm, '')
    // A summary goes before, and examples come after.
    .replace(/\n@description /, '\n\n')
    .replace(/^@description /, '');
  if (!isTimestamp) return text;
  const [, description = '', tags = ''] = /^(.*?)((?:\n@.*)?)$/s.exec(text) ?? [];
  return `${description} An ISO 8601 timestamp.${tags}`;
}
