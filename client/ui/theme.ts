// The only place where Mantine learns our tokens; values are CSS variables, so one switch changes both libraries.
import {
  Autocomplete,
  Button,
  createTheme,
  Menu,
  Modal,
  MultiSelect,
  Notification,
  NumberInput,
  Select,
  TextInput,
  Textarea,
  Tooltip,
  type CSSVariablesResolver,
} from '@mantine/core'

const inputVars = () => ({
  wrapper: {
    '--input-bd': 'var(--control)',
    '--input-bd-focus': 'var(--accent)',
    '--input-height': '28px',
    '--input-fz': '12px',
    '--input-bg': 'var(--surface)',
  },
  // Two below the text would be smaller than anything else is.
  description: { '--input-description-size': '11px' },
  error: { '--input-error-size': '11px' },
})
const inputDefaults = {
  labelProps: { className: 'label' },
  inputWrapperOrder: ['label', 'input', 'description', 'error'] as ('label' | 'input' | 'description' | 'error')[],
}

export const theme = createTheme({
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 5 },
  defaultRadius: 'sm',
  focusRing: 'auto',
  respectReducedMotion: true,
  cursorType: 'pointer',
  colors: { accent: ['#f1f5fc', '#e9f0fb', '#c9dbf5', '#a3c3ef', '#7fb0f7', '#2d6bd0', '#1f5fc2', '#1a50a5', '#154287', '#10346b'] },
  fontSizes: { xs: '11px', sm: '12px', md: '13px', lg: '15px', xl: '18px' },
  lineHeights: { xs: '16px', sm: '18px', md: '20px', lg: '20px', xl: '24px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '3px', sm: '5px', md: '8px', lg: '8px', xl: '8px' },
  shadows: { md: 'var(--shadow)' },
  components: {
    Button: Button.extend({
      defaultProps: { size: 'sm' },
      vars: () => ({ root: { '--button-height': '28px', '--button-fz': '12px', '--button-padding-x': '10px' } }),
      styles: { root: { fontWeight: 500 }, section: { marginInlineEnd: 6 } },
    }),
    TextInput: TextInput.extend({ defaultProps: inputDefaults, vars: inputVars }),
    Textarea: Textarea.extend({ defaultProps: { ...inputDefaults, autosize: true, minRows: 2 }, vars: inputVars }),
    NumberInput: NumberInput.extend({ defaultProps: { ...inputDefaults, hideControls: true }, vars: () => ({ ...inputVars(), controls: {} }) }),
    Select: Select.extend({ defaultProps: { ...inputDefaults, comboboxProps: { shadow: 'md' }, checkIconPosition: 'right' }, vars: inputVars }),
    Autocomplete: Autocomplete.extend({ vars: inputVars }),
    MultiSelect: MultiSelect.extend({ vars: inputVars }),
    Modal: Modal.extend({
      defaultProps: {
        centered: true,
        shadow: 'md',
        radius: 'md',
        padding: 16,
        transitionProps: { duration: 120 },
        closeButtonProps: { 'aria-label': 'Close' },
        overlayProps: { backgroundOpacity: 0.35 },
      },
      styles: { title: { fontSize: 15, fontWeight: 600 }, content: { border: '1px solid var(--line-2)' } },
    }),
    Notification: Notification.extend({ defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } }),
    Menu: Menu.extend({
      defaultProps: { shadow: 'md', position: 'bottom-end', transitionProps: { duration: 120 } },
      styles: { item: { fontSize: 12, padding: '5px 8px' }, dropdown: { padding: 4 } },
    }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400, transitionProps: { duration: 120 }, fz: 11, color: 'dark' } }),
  },
})

const tokens = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-dimmed': 'var(--text-3)',
  '--mantine-color-placeholder': 'var(--text-3)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-border': 'var(--line-2)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-error': 'var(--err)',
  '--mantine-color-disabled': 'var(--sunken)',
  '--mantine-color-disabled-color': 'var(--disabled)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-bright': 'var(--text)',
}

/** Mantine sets these per scheme, which beats `variables`. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({ variables: {}, light: tokens, dark: tokens })
