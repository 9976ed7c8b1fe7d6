import { call, type Kept, Refused, upload } from '../shared/wire.ts';
import type { Unsent } from './drafts.ts';

/** Sends one message. `progress` is 0…1 while a file goes up. Throws `Refused`. */
export function post(
  peer: string,
  { key, body }: Unsent,
  file: File | undefined,
  progress: (part: number) => void,
): Promise<Kept> {
  const id = key.slice(peer.length + 1);
  switch (body.is) {
    case 'text':
      return call('POST', '/messages', peer, { id, text: body.text });
    case 'action':
      return call('POST', '/actions', peer, { id, value: body.value, ...(body.card ? { card: body.card } : {}) });
    case 'file':
      return file ? upload(peer, id, file, progress) : Promise.reject(new Refused(400, '请重新选择文件。'));
  }
}

/** What may go better by itself a moment later. */
export const isPassing = ({ status }: Refused): boolean =>
  status === 0 || status === 401 || status === 409 || status === 429 || status >= 500;
