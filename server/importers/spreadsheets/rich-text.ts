// The only place that puts the pieces of a workbook's text together: runs of different looks joined, readings of Japanese left out, escapes undone.

export type RichText = {
  open(name: string): void
  close(name: string): void
  text(piece: string): void
  /** What was collected, as people wrote it; begins anew. */
  take(): string
}

/** Of one `<si>`, `<is>` or `<text>`; its own beginning and end need not be told. */
export function collectRichText(): RichText {
  let pieces = ''
  let inText = false
  let inReading = 0
  return {
    open(name) {
      if (name === 'rPh') inReading += 1
      else if (name === 't') inText = true
    },
    close(name) {
      if (name === 'rPh') inReading -= 1
      else if (name === 't') inText = false
    },
    text(piece) {
      if (inText && inReading === 0) pieces += piece
    },
    take() {
      const all = pieces
      pieces = ''
      inText = false
      inReading = 0
      return undoEscapes(all)
    },
  }
}

/** `_x000D_` is a character that XML cannot hold, `_x005F_` an underscore before something like it (ECMA-376, ST_Xstring). */
export function undoEscapes(text: string): string {
  return text.includes('_x') ? text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))) : text
}
