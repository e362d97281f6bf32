import { Anchor } from '@mantine/core'
import { Link, useParams } from 'react-router'
import { ScreenHead } from '../../parts/ScreenHead'
import { messagesText as text } from '../../text/messages'
import { MessageDetail, titleOf } from './MessageDetail'
import classes from './Messages.module.css'
import { useMessage } from './useMessage'

/** One message as a page: what a mail or another system links to. */
export function Component() {
  const id = useParams()['id'] ?? ''
  const { data } = useMessage(id)
  return (
    <>
      <ScreenHead title={titleOf(data, id)} about={<Anchor component={Link} to="/messages" inherit>{text.backToList}</Anchor>} />
      <div className={classes.page}><MessageDetail id={id} /></div>
    </>
  )
}
