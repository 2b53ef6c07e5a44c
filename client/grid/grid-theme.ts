// The grid's theme: AG Grid's parameters pointed at the tokens, so that one switch changes all (STYLE §7).
import { themeQuartz } from 'ag-grid-community'
import type { Density } from './arrangement.ts'

export const ROW_HEIGHT = 28
export const ROW_HEIGHTS: Readonly<Record<Density, number>> = { dense: 24, normal: ROW_HEIGHT, roomy: 34 }
export const HEADER_HEIGHT = 26
export const GROUP_HEADER_HEIGHT = 24

export const gridTheme = themeQuartz.withParams({
  browserColorScheme: 'inherit',
  fontFamily: 'var(--font)',
  fontSize: 12,
  dataFontSize: 12,
  headerFontSize: 11,
  headerFontWeight: 500,
  spacing: 6,
  iconSize: 14,
  rowHeight: ROW_HEIGHT,
  headerHeight: HEADER_HEIGHT,
  cellHorizontalPadding: 8,
  backgroundColor: 'var(--surface)',
  foregroundColor: 'var(--text)',
  textColor: 'var(--text)',
  subtleTextColor: 'var(--text-3)',
  accentColor: 'var(--accent)',
  invalidColor: 'var(--err)',
  chromeBackgroundColor: 'var(--canvas)',
  menuBackgroundColor: 'var(--surface)',
  headerBackgroundColor: 'var(--surface)',
  headerTextColor: 'var(--text-3)',
  headerRowBorder: { color: 'var(--line-2)' },
  headerColumnBorder: false,
  headerColumnResizeHandleColor: 'transparent',
  borderColor: 'var(--line)',
  rowBorder: { color: 'var(--line)' },
  columnBorder: false,
  pinnedColumnBorder: { color: 'var(--line-2)' },
  wrapperBorder: false,
  wrapperBorderRadius: 0,
  borderRadius: 5,
  oddRowBackgroundColor: 'transparent',
  rowHoverColor: 'var(--hover)',
  selectedRowBackgroundColor: 'var(--accent-soft)',
  focusShadow: { color: 'var(--accent)', spread: 2 },
  cellEditingBorder: { color: 'var(--accent)', width: 2 },
  cellEditingShadow: 'var(--shadow)',
  rowLoadingSkeletonEffectColor: 'var(--line)',
})
