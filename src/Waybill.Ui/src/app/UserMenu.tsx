import { Avatar, Menu, Text, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import { IconApi, IconKeyboard, IconLogout, IconPassword, IconUser } from '@tabler/icons-react'
import { signOut } from '../api/session'
import { shellText } from '../text/shell'
import { useSession } from './session'

/** Who is signed in, and what is theirs alone: the look, the password, leaving. */
export function UserMenu({ onHelp, onPassword }: { onHelp: () => void; onPassword: () => void }) {
  const session = useSession()
  const leave = useLeave()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Menu position="bottom-end" width={250} shadow="md">
      <Menu.Target>
        <UnstyledButton aria-label={shellText.user(session.name)} title={shellText.user(session.name)} ml={4} style={{ borderRadius: 16 }}>
          <Avatar size={30} radius="xl" variant="filled" color="indigo" aria-hidden="true"><IconUser size={18} /></Avatar>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item disabled style={{ opacity: 1 }} c="var(--mantine-color-text)">
          <Text fw={600} size="sm" component="span" display="block">{session.name}</Text>
          <Text size="xs" c="dimmed" component="span">{session.role}</Text>
        </Menu.Item>
        <Menu.Divider />
        {(['light', 'dark', 'auto'] as const).map(scheme => (
          <Menu.Item key={scheme} closeMenuOnClick={false} onClick={() => setColorScheme(scheme)} rightSection={colorScheme === scheme ? '✓' : null}>
            {`${shellText.appearance}: ${scheme === 'auto' ? shellText.system : shellText[scheme]}`}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={onHelp}>{shellText.help}</Menu.Item>
        <Menu.Item leftSection={<IconApi size={16} />} component="a" href="/docs" target="_blank" rel="noopener">{shellText.apiDescription}</Menu.Item>
        {session.hasPassword ? <Menu.Item leftSection={<IconPassword size={16} />} onClick={onPassword}>{shellText.changePassword}</Menu.Item> : null}
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void leave()}>{shellText.signOut}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** Signs out and loads the page anew, so that nothing of this person stays in it. */
export function useLeave(): () => Promise<void> {
  return async () => {
    await signOut()
    location.assign('/')
  }
}
