import { Icon } from '../../shared/Icon.tsx';
import { useLocalPicture } from '../picture.ts';

/** The file that goes with the next message. */
export function Attached({ file, remove }: { readonly file: File; readonly remove: () => void }) {
  const preview = useLocalPicture(file);
  return (
    <div className="attached">
      {preview ? <img src={preview} alt="" /> : <Icon name="file" size={24} />}
      <span>{file.name}</span>
      <button type="button" aria-label={`移除 ${file.name}`} onClick={remove}>
        <Icon name="close" size={16} />
      </button>
    </div>
  );
}
