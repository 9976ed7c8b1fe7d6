import { useState } from 'react';
import { Icon } from '../../shared/Icon.tsx';
import { isPicture, useLocalPicture } from '../picture.ts';
import './file.css';

interface Props {
  readonly name: string;
  readonly mime: string;
  readonly size: number;
  /** Where the house has it; missing until it is kept. */
  readonly href?: string;
  /** The file as it was picked in this visit. */
  readonly local?: File | undefined;
}

export function FileView({ name, mime, size, href, local }: Props) {
  const picked = useLocalPicture(local);
  const kept = !local && isPicture(mime) ? href : undefined;
  const [broken, setBroken] = useState<string>();
  const source = picked ?? kept;
  const inner = (
    <>
      {source !== undefined && source !== broken ? (
        <img src={source} alt={name} className="shot" onError={() => setBroken(source)} />
      ) : (
        <span className="file-icon">
          <Icon name="file" size={26} />
        </span>
      )}
      <span className="file-words">
        <strong>{name}</strong>
        <small>{bytes(size)}</small>
      </span>
    </>
  );
  return href ? (
    <a className="bubble file" href={href} target="_blank" rel="noopener noreferrer">
      {inner}
    </a>
  ) : (
    <div className="bubble file">{inner}</div>
  );
}

const bytes = (size: number): string =>
  size < 1024 * 1024 ? `${Math.max(1, Math.round(size / 1024))} KB` : `${(size / 1024 / 1024).toFixed(1)} MB`;
