import { Paper, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './Card.module.css'
import { Mark } from './Mark'
import { shellText } from '../text/shell'

/** The page before the screens: one card in the middle. */
export function Card({ title, text, children }: { title: string; text?: ReactNode; children: ReactNode }) {
  return (
    <main className={classes.page}>
      <Paper className={classes.card} withBorder shadow="sm" radius="lg" p="xl">
        <Stack gap="md">
          <div className={classes.brand}><Mark size={34} /> <span>{shellText.product}</span></div>
          <div>
            <Title order={1} size="h3">{title}</Title>
            {text ? <Text c="dimmed" size="sm" component="div">{text}</Text> : null}
          </div>
          {children}
        </Stack>
      </Paper>
    </main>
  )
}
