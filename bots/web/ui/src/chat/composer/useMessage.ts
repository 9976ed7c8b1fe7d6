import { useState } from 'react';
import type { Draft } from '../drafts.ts';

export interface Message {
  readonly text: string;
  readonly write: (text: string) => void;
  readonly file: File | undefined;
  readonly attach: (file: File) => void;
  readonly detach: () => void;
  /** Why the picked file was not taken. */
  readonly fault: string | undefined;
  /** A question of policy is to be written. */
  readonly isAsking: boolean;
  readonly ask: () => void;
  readonly isReady: boolean;
  readonly clear: () => void;
  readonly send: () => void;
}

/** A message as it is being written. `most`: bytes of a file. */
export function useMessage(say: (body: Draft, file?: File) => void, most: number): Message {
  const [text, write] = useState('');
  const [file, setFile] = useState<File>();
  const [fault, setFault] = useState<string>();
  const [isAsking, setAsking] = useState(false);
  const isReady = text.trim() !== '' || file !== undefined;
  const clear = (): void => {
    write('');
    setFile(undefined);
    setFault(undefined);
    setAsking(false);
  };
  return {
    text,
    write,
    file,
    attach(picked) {
      const refused = faultOf(picked, most);
      setFault(refused);
      if (refused === undefined) setFile(picked);
    },
    detach: () => setFile(undefined),
    fault,
    isAsking,
    ask: () => setAsking(true),
    isReady,
    clear,
    send() {
      if (!isReady) return;
      if (file) say({ is: 'file', name: file.name, mime: file.type, size: file.size }, file);
      if (text.trim() !== '') say({ is: 'text', text: text.trim() });
      clear();
    },
  };
}

function faultOf({ size }: File, most: number): string | undefined {
  if (size > most) return `文件超过 ${Math.floor(most / 1024 / 1024)} MB，请压缩后再传。`;
  return size === 0 ? '这个文件是空的，请重新选择。' : undefined;
}
