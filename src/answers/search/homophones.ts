/**
 * Slips of a phone keyboard: characters that sound like one of the lexicon's words and are no words themselves.
 * 学份 → 学分, 归培 → 规培. Vetted words are never touched. Pure; the sounds of the lexicon are compiled once.
 */
import { createRequire } from 'node:module';
import type { Lexicon } from './lexicon.ts';
import { knownWords } from './segment.ts';

const HAN = /^\p{Script=Han}+$/u;
/** Small words: whatever has one of them was meant as it stands. */
const SMALL = /[的不在一这那跟能有没要里上下个几是就去来还再从往了吗我你他和与]/u;
const LONGEST = 4;
/** What the fingers and many mouths do not tell apart: zh/z, ch/c, sh/s, -ng/-n, n-/l-. */
const plain = (sound: string): string =>
  sound
    .replace(/^([zcs])h/u, '$1')
    .replace(/ng$/u, 'n')
    .replace(/^n(?=[aeiouü])/u, 'l');

type Sounds = typeof import('pinyin-pro');
const require = createRequire(import.meta.url);
let sounds: Sounds | undefined;
/** The dictionary of sounds loads with the first text, as the segmenter's does: a start does not wait for it. */
function soundsOf(text: string): string[] {
  sounds ??= require('pinyin-pro') as Sounds;
  return sounds.pinyin(text, { toneType: 'none', type: 'array' }).map(plain);
}

const compiled = new WeakMap<Lexicon, ReadonlyMap<string, string>>();

/** Sound → the word of ours that has it; what two words share is nobody's. */
function wordsBySound(lexicon: Lexicon): ReadonlyMap<string, string> {
  const known = compiled.get(lexicon);
  if (known) return known;
  const words = new Map<string, string>();
  const shared = new Set<string>();
  for (const word of lexicon.sounds) {
    const sound = soundsOf(word).join(' ');
    if (words.has(sound)) shared.add(sound);
    words.set(sound, word);
  }
  for (const sound of shared) words.delete(sound);
  compiled.set(lexicon, words);
  return words;
}

/** Loads the sounds and compiles the lexicon's, so that the first question need not wait. */
export const wakeSounds = (lexicon: Lexicon): void => void wordsBySound(lexicon);

/** The text with its slips put right. `isVetted`: two characters that stand side by side in a document. */
export function heal(text: string, lexicon: Lexicon, isVetted: (pair: string) => boolean): string {
  const chars = [...text];
  if (!/\p{Script=Han}{2}/u.test(text)) return text;
  // A character that stands in no word of two or more is loose: a slip leaves loose characters behind.
  const loose: boolean[] = [];
  for (const word of knownWords(text, lexicon)) {
    const size = [...word].length;
    for (let i = 0; i < size; i++) loose.push(size === 1 && HAN.test(word));
  }
  if (loose.length !== chars.length) return text;
  let words: ReadonlyMap<string, string> | undefined;
  let sounds: readonly string[] = [];
  for (let at = 0; at < chars.length - 1; at++) {
    for (let size = Math.min(LONGEST, chars.length - at); size >= 2; size--) {
      if (!loose.slice(at, at + size).every(Boolean)) continue;
      if (!words) {
        words = wordsBySound(lexicon);
        sounds = chars.map((char) => (HAN.test(char) ? (soundsOf(char)[0] ?? '') : ''));
      }
      const word = words.get(sounds.slice(at, at + size).join(' '));
      const window = chars.slice(at, at + size);
      if (word === undefined || window.join('') === word || SMALL.test(window.join(''))) continue;
      if (window.slice(1).every((char, place) => isVetted(`${window[place]}${char}`))) continue;
      chars.splice(at, size, ...word);
      at += size - 1;
      break;
    }
  }
  return chars.join('');
}
