// The only place that opens what was dropped or chosen: files, and folders with what is in them. A file of a folder is called by its path in it.

/** Files in all dropped folders, at most. */
const MOST_FILES = 500

/** Folders are opened, with what is in them, at any depth. */
export async function readDropped(dropped: Pick<DataTransfer, 'items' | 'files'>): Promise<File[]> {
  // Asked for before anything is waited for: a browser forgets the entries afterwards.
  const entries = [...dropped.items].flatMap((item) => item.webkitGetAsEntry() ?? [])
  if (!entries.some((entry) => entry.isDirectory)) return [...dropped.files]
  const files: File[] = []
  const queue = entries
  for (const entry of queue) {
    if (files.length >= MOST_FILES) break
    if (isHidden(entry.name)) continue
    if (isFileEntry(entry)) files.push(calledByPath(await new Promise<File>((resolve, reject) => entry.file(resolve, reject)), entry.fullPath))
    else if (isFolderEntry(entry)) queue.push(...(await listFolder(entry.createReader())))
  }
  return files
}

/** What a file chooser gave, of a folder or not. */
export function readChosen(chosen: Iterable<File>): File[] {
  const files: File[] = []
  for (const file of chosen) {
    const path = file.webkitRelativePath ?? ''
    if (path === '') files.push(file)
    else if (!path.split('/').some(isHidden) && files.length < MOST_FILES) files.push(calledByPath(file, path))
  }
  return files
}

/** Files of one description refer to each other by their folders. Nothing is copied. */
function calledByPath(file: File, path: string): File {
  const name = path.replace(/^\/+/, '')
  return name === file.name || !name.includes('/') ? file : new File([file], name, { type: file.type, lastModified: file.lastModified })
}

/** What systems and editors put into folders for themselves. */
function isHidden(name: string): boolean {
  return name.startsWith('.') || name === '__MACOSX' || /^(?:thumbs\.db|desktop\.ini)$/i.test(name)
}

/** A reader gives a folder's entries in parts, the last of which is empty. */
async function listFolder(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const all: FileSystemEntry[] = []
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (part.length === 0) return all
    all.push(...part)
  }
}

function isFileEntry(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile
}

function isFolderEntry(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory
}
