/** Words of the frame around all screens: navigation, search, sign-in, set-up, keys. */
export const shellText = {
  product: 'Waybill',
  skip: 'Skip to content',
  navigation: 'Main',
  screens: {
    overview: 'Overview',
    messages: 'Messages',
    partners: 'Partners',
    connections: 'Connections',
    certificates: 'Certificates',
    alerts: 'Alerts',
    settings: 'Settings',
  },
  search: 'Search or do …',
  searchLong: 'Search messages, partners, thumbprints, actions',
  alerts: (count: number) => count === 0 ? 'Alerts: none' : count === 1 ? '1 alert' : `${count >= 200 ? '200 or more' : count} alerts`,
  alertsTitle: 'What is wrong now',
  noAlerts: 'Nothing is wrong.',
  allAlerts: 'All alerts',
  user: (name: string) => `Signed in as ${name}`,
  appearance: 'Appearance',
  light: 'Light',
  dark: 'Dark',
  system: 'As the system',
  help: 'Help and keys',
  apiDescription: 'API description',
  changePassword: 'Change password …',
  signOut: 'Sign out',
  lost: (since: string) => `Connection to the gateway lost since ${since}. What you see may be old; what you typed is kept.`,
  loadingScreen: 'Loading …',
  notFoundTitle: 'There is no such page',
  notFoundText: 'The address names nothing of these screens. It may be from another version, or mistyped.',
  toStart: 'To the start',
  brokenTitle: 'This screen has stopped',
  brokenText: 'A fault of ours. What you typed elsewhere is kept; loading the page again helps mostly.',
  newerTitle: 'The gateway was updated',
  newerText: 'These screens are from before. Load the page again.',
  reload: 'Load again',
} as const

export const signInText = {
  title: 'Sign in',
  name: { label: 'Name', help: 'Your user name at this gateway.' },
  password: { label: 'Password', help: 'At least 12 characters.' },
  submit: 'Sign in',
  again: 'Your sign-in has ended',
  againText: 'Sign in again to go on. What you typed is kept.',
  other: 'Not you? Load the page again to sign in as somebody else.',
  orWith: (name: string) => `Sign in with ${name}`,
  or: 'or',
} as const

export const setUpText = {
  title: 'Set up this gateway',
  text: 'Make the owner: the first account, which may do everything. It works once.',
  secret: { label: 'Set-up secret', help: 'The console printed it at the first start; it also stands in setup-token in the data folder.' },
  name: { label: 'Your name', help: 'To sign in with: 1 to 64 letters, digits, dot, hyphen, underscore.' },
  password: { label: 'Password', help: 'At least 12 characters; nothing else is asked of it. Several words are a good one.' },
  submit: 'Create owner and go on',
  lostLink: 'No link any more? ./waybill admin setup-link on the machine of the gateway makes a new one.',
} as const

export const passwordText = {
  title: 'Change password',
  current: { label: 'Current password', help: 'The one you signed in with.' },
  next: { label: 'New password', help: 'At least 12 characters; nothing else is asked of it. Your other sessions end.' },
  first: { label: 'New password', help: 'At least 12 characters; nothing else is asked of it. Several words are a good one.' },
  submit: 'Change password',
  done: 'The password was changed.',
  linkTitle: (name: string) => `A new password for ${name}`,
  linkText: 'This link works once.',
  linkSubmit: 'Set password and sign in',
} as const

export const paletteText = {
  label: 'Search or do',
  placeholder: 'Message ID, order number, file, partner, thumbprint, or what to do …',
  go: 'Go to',
  actions: 'Do',
  messages: 'Messages',
  partners: 'Partners',
  certificates: 'Certificates',
  nothing: 'Nothing is called so.',
  searching: 'Searching …',
  searchMessages: (text: string) => `Show messages with “${text}”`,
  results: (count: number) => count === 1 ? '1 result' : `${count} results`,
} as const

export const helpText = {
  title: 'Help and keys',
  about: 'Everything can be reached by Tab. These keys are shorter.',
  keys: [
    ['Ctrl K', 'Search messages, partners, thumbprints and actions'],
    ['?', 'This list'],
    ['G then a letter', 'Go to a screen: the letter stands beside it in the list below'],
    ['↑ ↓', 'Move in a list'],
    ['Enter', 'Open what is chosen'],
    ['Esc', 'Close the drawer or dialog'],
    ['/', 'Go to the filter of a list'],
  ],
  screens: 'Screens',
  more: 'Each field of a form has a line of help and, where there is one, the term of the standard. The API that these screens use is described at',
} as const
