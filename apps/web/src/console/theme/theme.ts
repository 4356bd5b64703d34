import {
  Button,
  createTheme,
  type CSSVariablesResolver,
  Menu,
  Modal,
  NativeSelect,
  PasswordInput,
  SegmentedControl,
  TextInput,
} from "@mantine/core";

/** Mantine asks for ten shades; the tokens decide what is seen, these only serve states that no token names. */
const petrol = ["#e6eff0", "#cfe0e3", "#a5c7cd", "#79acb5", "#4f919d", "#2f7b89", "#0e5e6f", "#0c5362", "#0a4a58", "#073640"] as const;

export const theme = createTheme({
  fontFamily: "var(--text)",
  fontSizes: { xs: "12px", sm: "14px", md: "14px", lg: "16px", xl: "20px" },
  lineHeights: { xs: "1.45", sm: "1.45", md: "1.45", lg: "1.45", xl: "1.4" },
  headings: { fontFamily: "var(--text)", fontWeight: "600" },
  spacing: { xs: "4px", sm: "8px", md: "16px", lg: "24px", xl: "32px" },
  defaultRadius: 4,
  primaryColor: "petrol",
  primaryShade: 6,
  colors: { petrol },
  focusRing: "auto",
  respectReducedMotion: true,
  components: {
    Button: Button.extend({ defaultProps: { size: "sm" } }),
    TextInput: TextInput.extend({ defaultProps: { size: "sm" } }),
    PasswordInput: PasswordInput.extend({ defaultProps: { size: "sm" } }),
    NativeSelect: NativeSelect.extend({ defaultProps: { size: "sm" } }),
    SegmentedControl: SegmentedControl.extend({ defaultProps: { size: "sm", transitionDuration: 0, withItemsBorders: false } }),
    Menu: Menu.extend({ defaultProps: { shadow: "none", transitionProps: { duration: 0 } } }),
    Modal: Modal.extend({ defaultProps: { shadow: "none", transitionProps: { duration: 0 }, centered: true } }),
  },
});

const byToken = {
  "--mantine-color-body": "var(--paper)",
  "--mantine-color-text": "var(--ink)",
  "--mantine-color-dimmed": "var(--mute)",
  "--mantine-color-placeholder": "var(--mute)",
  "--mantine-color-default": "var(--raised)",
  "--mantine-color-default-hover": "var(--act-wash)",
  "--mantine-color-default-color": "var(--act)",
  "--mantine-color-default-border": "var(--hair)",
  "--mantine-color-anchor": "var(--act)",
  "--mantine-color-error": "var(--red)",
  "--mantine-primary-color-filled": "var(--act-fill)",
  "--mantine-primary-color-filled-hover": "var(--act-fill-hover)",
  "--mantine-color-petrol-filled": "var(--act-fill)",
  "--mantine-color-petrol-filled-hover": "var(--act-fill-hover)",
  "--mantine-color-petrol-outline": "var(--act)",
  "--mantine-color-petrol-light": "var(--act-wash)",
  "--mantine-color-petrol-light-color": "var(--act)",
};

export const variables: CSSVariablesResolver = () => ({ variables: {}, light: byToken, dark: byToken });
