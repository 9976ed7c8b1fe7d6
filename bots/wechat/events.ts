import type { Contact, Message, Room } from 'wechaty';
import type { Inbound, InboundBody } from '../../src/types/index.ts';
import { FILE, KINDS, PICTURE, SOME_KIND } from './words.ts';

/** The numbers of wechaty-puppet's message types, which are part of its wire. */
const TYPE = { attachment: 1, image: 6, text: 7, recalled: 13 } as const;

/** System notices, recalled messages: nobody waits for an answer to them. */
const SILENT: readonly number[] = [TYPE.recalled, 10];
/** 公众号 and other official accounts: they are not people. */
const OFFICIAL = 2;

/** The house looks at the bytes; a name proves nothing. */
const ANY = 'application/octet-stream';

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Takes the bot's own names out of a group text. WeChat closes a mention with U+2005. */
export const withoutNames = (text: string, names: readonly string[]): string =>
  names
    .filter((name) => name !== '')
    .sort((a, b) => b.length - a.length)
    .reduce((rest, name) => rest.replace(new RegExp(`@${escaped(name)}(?=[\\u2005\\s]|$)[\\u2005 ]?`, 'gu'), ''), text)
    .trim();

/** A file's name as the puppet tells it, without a look at its bytes. */
function nameOf(message: Message): string {
  const told = message.payload?.filename ?? message.text();
  return /^[^<>\n/\\]{1,120}\.[A-Za-z0-9]{1,8}$/.test(told) ? told : FILE;
}

async function bodyOf(message: Message, room: Room | undefined, self: Contact): Promise<InboundBody> {
  const bytes = async (): Promise<Uint8Array> => (await message.toFileBox()).toBuffer();
  switch (message.type() as number) {
    case TYPE.text: {
      if (!room) return { is: 'text', text: message.text().trim() };
      const alias = await room.alias(self).catch(() => undefined);
      return { is: 'text', text: withoutNames(message.text(), [alias ?? '', self.name()]) };
    }
    case TYPE.image:
      return { is: 'file', name: PICTURE, mime: 'image/jpeg', bytes };
    case TYPE.attachment: {
      const name = nameOf(message);
      return { is: 'file', name, mime: ANY, bytes };
    }
    default:
      return { is: 'unsupported', what: KINDS[message.type() as number] ?? SOME_KIND };
  }
}

/**
 * A message of wechaty → what was said to us, or undefined: our own messages, those from before `since` (milliseconds),
 * those of official accounts, system notices, and in a group all that does not mention the bot.
 */
export async function fromWechaty(
  message: Message,
  around: { readonly channel: string; readonly self: Contact; readonly since: number },
): Promise<Inbound | undefined> {
  const at = message.date();
  const talker = message.talker();
  if (message.self() || talker.id === around.self.id || at.getTime() < around.since) return undefined;
  if (SILENT.includes(message.type() as number) || (talker.type() as number) === OFFICIAL) return undefined;
  const room = message.room();
  if (room && !(await message.mentionSelf())) return undefined;
  const name = talker.name();
  return {
    channel: around.channel,
    id: message.id,
    at: at.toISOString(),
    address: { channel: around.channel, peer: talker.id, ...(room ? { room: room.id } : {}) },
    ...(name ? { senderName: name } : {}),
    mentioned: true,
    body: await bodyOf(message, room, around.self),
  };
}
