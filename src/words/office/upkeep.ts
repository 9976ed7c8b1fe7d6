/** What backup, restore and doctor tell the operator. */

export const UPKEEP = {
  backupUsage: 'backup 后面要写一个还不存在的文件名，例如 backup /备份/学分-12月1日.tar。',
  exists: (file: string): string => `${file} 已经存在，备份不会覆盖文件，换一个名字。`,
  noFolder: (folder: string): string => `没有 ${folder} 这个文件夹，先建好它。`,
  inside: (folder: string): string => `备份不要放在数据文件夹 ${folder} 里面，换一个地方，最好是另一块盘。`,
  backedUp: (file: string, files: number, size: string): string =>
    `已备份到 ${file}（${files} 个文件，${size}），读回来核对过。里面有个人信息，请妥善保管；密钥没有放进去。\n`,
  backedUpDamaged: (files: number, records: number): string =>
    `注意：原来的数据里有 ${[
      ...(files > 0 ? [`${files} 份证明材料`] : []),
      ...(records > 0 ? [`${records} 条记录`] : []),
    ].join('、')}和保存时对不上，照样备份了。请运行 doctor 查看。\n`,
  restoreUsage: '写 restore 备份文件 [--to 文件夹]。',
  restored: (folder: string, at: string, people: number, records: number): string =>
    `已恢复到 ${folder}：${at} 的备份，${people} 人，${records} 条学分记录，全部核对过。\n`,
  settings: (file: string): string => `备份里的设置在 ${file}，核对后抄进 xuefen.yaml，密钥要重新填写。\n`,
  next: '备份之后停用的登录、用过的绑定码不会复活：网页要重新登录，没用掉的绑定码要重新发。现在可以启动了。\n',
} as const;

/** A finding: what it is, and what to do where something is wrong. */
export const DOCTOR = {
  usage: '写 doctor，或者 doctor --full（逐页检查）、doctor --forget（数据库确实不要了，下次从空的开始）。',
  well: '好',
  ill: '坏',
  folder: {
    none: (folder: string): string => `${folder} 里还没有数据库。第一次启动会建立。`,
    lost: (folder: string): string =>
      `${folder} 里有过数据库，现在不见了。找回它，或者用 restore 从备份恢复；确定不要了，运行 doctor --forget。`,
    there: (folder: string): string => `数据文件夹 ${folder}`,
    marked: '记着这里有过数据库，文件夹没了也不会悄悄从空的开始',
    unmarked: '没有记下这里有过数据库。启动一次就会补上。',
  },
  forgotten: (folder: string): string => `已忘掉 ${folder} 里有过的数据库，下次启动从空的开始。`,
  notForgotten: (folder: string): string => `${folder} 没有丢失数据库，什么也没有动。`,
  database: (schema: number): string => `数据库是本程序的，第 ${schema} 版结构，读得通`,
  older: '数据库的结构比程序旧，下次启动会自动更新。更新之前先备份。',
  broken: (why: string): string =>
    `数据库有损坏（${why}）。先停下，把整个数据文件夹复制一份，再用 restore 从备份恢复。`,
  alive: (at: string): string => `服务最近一次记下“正常”：${at}`,
  records: '学分记录和申请都和保存时一致',
  record: (is: 'activity' | 'request', id: string): string =>
    `${is === 'activity' ? '学分记录' : '申请'} ${id} 和保存时对不上，没有计入。请从备份里核对这一条，通知本人重新登记。`,
  files: (count: number): string => `证明材料 ${count} 份，都在，都没有变`,
  fileGone: (hash: string): string =>
    `证明材料 ${hash.slice(0, 12)}… 不见了。请从备份的 files/ 里找回，或者请本人重新发。`,
  fileDamaged: (hash: string): string =>
    `证明材料 ${hash.slice(0, 12)}… 损坏了。请从备份的 files/ 里找回，或者请本人重新发。`,
  parts: (count: number): string => `有 ${count} 个没写完的文件。启动一次会自动清掉。`,
  open: (names: string): string => `别的用户也能读：${names}。启动一次会自动改成只有自己能读。`,
  closed: '数据文件只有自己能读',
  disk: (free: string): string => `磁盘还剩 ${free}`,
  diskLow: (free: string): string => `磁盘只剩 ${free}，快满了。请腾出空间，满了就收不了消息。`,
  diskReadonly: '数据文件夹写不进去。请检查磁盘和权限。',
  settings: '设置读得通',
  parked: (count: number): string => `有 ${count} 条消息搁置没发出去。用 outbox 查看。`,
  failed: (count: number): string => `有 ${count} 条收到的消息没能处理，留着待查。`,
} as const;

/** 1234567 → 1.2 MB */
export const sizeWords = (bytes: number): string =>
  bytes < 1024 * 1024
    ? `${Math.ceil(bytes / 1024)} KB`
    : bytes < 1024 ** 3
      ? `${(bytes / 1024 ** 2).toFixed(1)} MB`
      : `${(bytes / 1024 ** 3).toFixed(1)} GB`;
