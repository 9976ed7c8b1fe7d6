/**
 * The curator's edits: a new curated entry, a lexicon line, a note "ask the issuer". Each is tried on the cases before
 * it is published; the text it replaced is handed back, so that it can be undone.
 */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { type Document, isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml';
import { Fault } from '../errors.ts';
import type { Rulesets } from '../rules/load.ts';
import { ask } from './answer.ts';
import { CURATED, type CuratedFile, curatedFiles, curatedHome } from './curated.ts';
import { figuresOf, judge, readCases } from './evaluate.ts';
import { type Library, loadLibrary } from './library.ts';

export type Edit =
  /** These questions are answered by the clause that holds these words. */
  | {
      readonly is: 'answer';
      readonly id: string;
      readonly province: string;
      readonly asks: readonly string[];
      readonly cite: string;
      readonly says?: string;
    }
  /** The documents do not tell; this is whom to ask. */
  | {
      readonly is: 'silent';
      readonly id: string;
      readonly province: string;
      readonly asks: readonly string[];
      readonly silent: string;
      readonly ask: string;
    }
  /** One more question for an entry that exists. */
  | { readonly is: 'asks'; readonly id: string; readonly asks: readonly string[] }
  /** People say `form` for what the documents call `name`. */
  | { readonly is: 'synonym'; readonly name: string; readonly form: string }
  | { readonly is: 'typo'; readonly wrong: string; readonly right: string };

export interface Published {
  /** Below the folder of the library: lexicon.yaml, curated/yunnan.yaml. */
  readonly file: string;
  /** The whole text before the edit: hand it to `undo`. */
  readonly before: string;
  readonly after: string;
}

const LEXICON = 'lexicon.yaml';

/** The file with the edit in it. Throws `DOCUMENT_INVALID` when the edit names what is not there. */
export function edited(edit: Edit, curated: readonly CuratedFile<string>[], lexicon: string): Published {
  if (edit.is === 'synonym' || edit.is === 'typo') {
    const document: Document<Node> = parseDocument<Node>(lexicon);
    if (edit.is === 'typo') document.setIn(['typos', edit.wrong], edit.right);
    else {
      const groups = document.get('concepts');
      const group = isSeq(groups)
        ? groups.items.find(
            (item) => isSeq(item) && item.items.some((word) => isScalar(word) && word.value === edit.name),
          )
        : undefined;
      if (!isSeq(group)) throw new Fault('DOCUMENT_INVALID', `词表里没有「${edit.name}」。`);
      group.add(edit.form);
    }
    return { file: LEXICON, before: lexicon, after: document.toString({ lineWidth: 0 }) };
  }
  if (edit.is === 'asks') {
    for (const { name, content } of curated) {
      const document: Document<Node> = parseDocument<Node>(content);
      const entry = isSeq(document.contents)
        ? document.contents.items.find((item) => isMap(item) && item.get('id') === edit.id)
        : undefined;
      const asks = isMap(entry) ? entry.get('asks') : undefined;
      if (!isSeq(asks)) continue;
      for (const question of edit.asks) asks.add(question);
      return { file: name, before: content, after: document.toString({ lineWidth: 0 }) };
    }
    throw new Fault('DOCUMENT_INVALID', `没有编号为「${edit.id}」的常见问法。`);
  }
  const file = curatedHome(curated, edit.province);
  const before = curated.find(({ name }) => name === file)?.content ?? '';
  const document: Document<Node> = parseDocument<Node>(before);
  const { is: _is, province, ...rest } = edit;
  const { id, ...more } = rest;
  const entry = file === `${CURATED}.yaml` ? { id, province, ...more } : rest;
  if (isSeq(document.contents)) {
    const node = document.createNode(entry);
    node.spaceBefore = true;
    document.contents.add(node);
  } else document.contents = document.createNode([entry]);
  return { file, before, after: document.toString({ lineWidth: 0 }) };
}

/**
 * Publishes an edit if the cases are answered no worse with it. Returns what was published, or why not.
 * Reads and writes only `faqDir`; a fault leaves everything as it was.
 */
export function publishEdit(
  edit: Edit,
  faqDir: string,
  documentsDir: string,
  rulesets: Rulesets,
): Published | { readonly refused: string } {
  const lexicon = existsSync(join(faqDir, LEXICON)) ? readFileSync(join(faqDir, LEXICON), 'utf8') : '';
  const curated = curatedFiles(faqDir);
  const change = edited(edit, curated, lexicon);
  const trial = mkdtempSync(join(tmpdir(), 'xuefen-curate-'));
  try {
    mkdirSync(join(trial, CURATED));
    for (const { name, content } of [...curated, { name: LEXICON, content: lexicon }])
      writeFileSync(join(trial, name), content);
    writeFileSync(join(trial, change.file), change.after);
    symlinkSync(resolve(documentsDir), join(trial, 'documents'));
    const now = loadLibrary(documentsDir, faqDir, null);
    const then = loadLibrary(documentsDir, trial, null);
    const lost = then.suspended.filter((one) => !now.suspended.some((other) => other.id === one.id));
    if (lost.length > 0) return { refused: `文件里找不到这句原话：「${lost[0]?.cite}」。` };
    const [was, is] = [score(now, rulesets, faqDir), score(then, rulesets, faqDir)];
    if (is.worse(was)) return { refused: `加上以后，案例答对的从 ${was.right} 条变成 ${is.right} 条，没有发布。` };
  } finally {
    rmSync(trial, { recursive: true, force: true });
  }
  mkdirSync(dirname(join(faqDir, change.file)), { recursive: true });
  write(join(faqDir, change.file), change.after);
  return change;
}

/** Puts back what an edit replaced, if nothing was published after it. */
export function undo(published: Published, faqDir: string): 'done' | 'stale' {
  const file = join(faqDir, published.file);
  if (readFileSync(file, 'utf8') !== published.after) return 'stale';
  write(file, published.before);
  return 'done';
}

function write(file: string, text: string): void {
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}

function score(
  library: Library,
  rulesets: Rulesets,
  faqDir: string,
): { readonly right: number; readonly worse: (than: { readonly right: number }) => boolean } {
  const folder = join(faqDir, 'cases');
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.yaml')) : [];
  const cases = files.flatMap((name) => readCases(readFileSync(join(folder, name), 'utf8'), basename(name)));
  const outcomes = cases.map((one) => judge(one, ask(library, rulesets, one.input)));
  const figures = figuresOf(outcomes);
  const right = Math.round(figures.crag * figures.cases);
  return { right, worse: (than) => right < than.right };
}
