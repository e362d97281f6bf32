-- An exchange's number is its time: (unix milliseconds << 22) | sequence. So the primary key is the list's order, and every index is in order of time.
create table exchange(
  n integer primary key,
  id text not null unique,
  direction integer not null,
  state integer not null,
  receipt integer not null default 0,
  connection text,
  as2_from text not null,
  as2_to text not null,
  message_id text,
  id_start text,                     -- the bare Message-ID's first characters, for lists
  subject text,
  file_names text,                   -- one a line
  bytes integer not null default 0,
  updated_at integer not null,
  attempts integer not null default 0,
  spent integer not null default 0,  -- attempts that count against the message's own schedule
  failure integer,
  detail text,
  cause text,                        -- what is wrong now, as a word; null: nothing
  is_test integer not null default 0,
  due_at integer,                    -- next attempt, or the receipt's deadline
  give_up_at integer,
  claim_epoch integer,               -- of the owner that is sending
  kept integer not null default 0,      -- what is kept of it: see KeptParts
  legal_hold text                    -- who put it on legal hold: nothing of it is removed
) strict;
create index exchange_state on exchange(state, n);
create index exchange_connection on exchange(connection, n);
create index exchange_cause on exchange(cause, n, direction, connection, state) where cause is not null;
create index exchange_direction on exchange(direction, n);
create index exchange_id_start on exchange(id_start) where id_start is not null;
create index exchange_due on exchange(connection, due_at, n) where state in (2, 5);
create index exchange_sending on exchange(connection) where state = 3;
create index exchange_order on exchange(connection, n) where state in (1, 2, 3, 4, 5, 10, 11, 13);
create index exchange_deadline on exchange(due_at) where state = 4 and due_at is not null;
create index exchange_give_up on exchange(give_up_at) where state in (1, 2, 5);
create index exchange_refused on exchange(connection, n) where state = 21;
create index exchange_kept on exchange(kept, connection, n) where kept <> 0;
create index exchange_unopened on exchange(due_at, n) where state = 22;

-- What a message in was written with; written once.
create table inbound(
  exchange_n integer primary key references exchange(n) on delete cascade,
  connection_version integer not null,
  headers text not null,
  wire_sha256 blob not null,
  wire_bytes integer not null,
  wire text,
  entity text,
  mic text,
  is_authenticated integer not null,
  layers text not null,
  signer text,
  signature blob,
  answer_status integer not null,
  answer_headers text not null,
  answer_body blob not null,
  later_status integer,                  -- of a message that was opened again: what a repeat is answered since; what was answered stays
  later_headers text,
  later_body blob,
  remote_address text,
  hint text,
  certificates text not null default '[]'
) strict;

-- Only accepted messages own a key. It is written first (the claim), so it names a row that is not there yet; it stays longer than any.
create table message_key(
  as2_from text not null,
  as2_to text not null,
  message_id text not null,
  exchange_n integer not null,
  primary key(as2_from, as2_to, message_id)
) strict, without rowid;

-- File names that came, where a connection looks at them: written before the row it names, as the key is.
create table file_name_key(
  as2_from text not null,
  as2_to text not null,
  file_name text not null,
  exchange_n integer not null,
  at integer not null,
  primary key(as2_from, as2_to, file_name)
) strict, without rowid;
create index file_name_key_exchange on file_name_key(exchange_n);

-- The asynchronous receipt of a message in: committed with it, posted later.
create table receipt_out(
  exchange_n integer primary key references exchange(n) on delete cascade,
  connection text,
  url text not null,
  headers text not null,
  body blob not null,
  later_headers text,                -- of a message that was opened again: what is posted since
  later_body blob,
  forbidden text,
  attempts integer not null default 0,
  due_at integer,                    -- null: nothing to do
  give_up_at integer not null,
  claim_epoch integer
) strict;
create index receipt_out_due on receipt_out(connection, due_at) where due_at is not null;
create index receipt_out_give_up on receipt_out(give_up_at) where due_at is not null;

-- The package of a message out; written once, the content key goes when an authentic receipt closed the exchange.
create table outbound(
  exchange_n integer primary key references exchange(n) on delete cascade,
  date integer not null,
  resend_of text,
  connection_version integer,
  headers text,
  length integer,
  body text,
  recipe blob,
  content_key blob,
  mic text,
  receipt_requested integer,
  receipt_signed integer,
  receipt_url text,
  certificates text,
  overdue_resends integer not null default 0  -- how often the same bytes went out again because no receipt came
) strict;

-- How a receipt finds the message it is about.
create table sent_key(
  as2_from text not null,
  as2_to text not null,
  message_id text not null,
  exchange_n integer not null references exchange(n) on delete cascade,
  primary key(as2_from, as2_to, message_id, exchange_n)
) strict, without rowid;
create index sent_key_exchange on sent_key(exchange_n);

create table document(
  exchange_n integer not null references exchange(n) on delete cascade,
  ordinal integer not null,
  file_name text,
  content_type text not null,
  content_id text,
  object text not null,
  start integer not null,
  length integer not null,
  sha256 blob,
  is_described integer not null default 0,  -- what is in it was read, or cannot be
  primary key(exchange_n, ordinal)
) strict, without rowid;
create index document_undescribed on document(exchange_n) where is_described = 0;

-- Which rows name a stored object.
create table payload_name(
  object text not null,
  exchange_n integer not null references exchange(n) on delete cascade,
  primary key(object, exchange_n)
) strict, without rowid;
create index payload_name_exchange on payload_name(exchange_n);

-- Payloads of at most 64 KiB, written with the row that first names them; larger ones are files.
create table payload_blob(
  object text not null unique,
  bytes blob not null
) strict;

-- What the envelopes inside say.
create table envelope(
  exchange_n integer not null references exchange(n) on delete cascade,
  ordinal integer not null,
  seq integer not null,
  standard text not null,
  type text not null,
  version text,
  number text,
  interchange_control text,
  group_control text,
  document_control text,
  sender text,
  receiver text,
  primary key(exchange_n, ordinal, seq)
) strict, without rowid;
create index envelope_type on envelope(type, exchange_n);
create index envelope_number on envelope(number, exchange_n) where number is not null;
create table envelope_control(
  control text not null,
  exchange_n integer not null references exchange(n) on delete cascade,
  primary key(control, exchange_n)
) strict, without rowid;
create index envelope_control_exchange on envelope_control(exchange_n);

create table attempt(
  exchange_n integer not null references exchange(n) on delete cascade,
  kind text not null,                -- send, receipt, duplicate
  number integer not null,
  epoch integer,
  started_at integer not null,
  ended_at integer,
  http_status integer,
  sentence text,
  headers text,
  primary key(exchange_n, kind, number)
) strict, without rowid;
create index attempt_duplicate on attempt(exchange_n) where kind = 'duplicate';

-- Receipts that came; without an exchange: for no message of ours.
create table receipt_in(
  n integer primary key,
  exchange_n integer references exchange(n) on delete cascade,
  as2_from text,
  as2_to text,
  at integer not null,
  is_synchronous integer not null,
  headers text not null,
  body blob not null,
  outcome integer not null,
  is_authentic integer not null,
  sentence text not null,
  disposition text,
  mic text,
  variant text,
  signer text                        -- the certificate that proved it
) strict;
create index receipt_in_exchange on receipt_in(exchange_n, n);

create table handoff(
  n integer primary key,
  exchange_n integer not null references exchange(n) on delete cascade,
  consumer text not null,
  attempts integer not null default 0,
  due_at integer,                    -- while claimed: the claim's end; null: done
  done_at integer,
  reason text,
  is_replay integer not null default 0
) strict;
create index handoff_due on handoff(consumer, due_at, n) where due_at is not null;
create index handoff_exchange on handoff(exchange_n);

create table timeline(
  n integer primary key,
  exchange_n integer not null references exchange(n) on delete cascade,
  at integer not null,
  kind text not null,
  text text not null
) strict;
create index timeline_exchange on timeline(exchange_n, n);

create table alert(
  n integer primary key,
  kind text not null,
  subject text not null,
  severity integer not null,
  text text not null,
  raised_at integer not null,
  last_at integer not null,
  count integer not null,
  resolved_at integer,
  told integer not null default 0,    -- 0: nobody decided who is told; 1: that it was raised; 2: that it went away
  tell_at integer not null default 0  -- not asked about before
) strict;
create unique index alert_open on alert(kind, subject) where resolved_at is null;
create index alert_subject on alert(subject, kind);
create index alert_untold on alert(tell_at, n) where told = 0 or (told = 1 and resolved_at is not null);

-- What leaves the house about alerts: one for each alert, channel and end of it.
create table notice(
  n integer primary key,
  alert_n integer not null references alert(n) on delete cascade,
  channel text not null,
  is_resolved integer not null,
  attempts integer not null,
  is_claimed integer not null,
  due_at integer,                    -- while claimed: the claim's end; null: nothing to do
  give_up_at integer not null,
  sent_at integer,
  reason text,
  unique(alert_n, channel, is_resolved)
) strict;
create index notice_due on notice(due_at, n) where due_at is not null;

create table connection_state(
  connection text primary key,
  is_held integer not null default 0,
  held_by text,
  held_at integer,
  pause_until integer,
  pause_step integer,
  pause_reason text,
  last_call_at integer
) strict, without rowid;

-- What went wrong last over each connection.
create table connection_error(
  connection text primary key,
  at integer not null,
  text text not null
) strict, without rowid;

-- Tokens that partners gave in exchange for others, sealed by the ring.
create table connection_token(
  connection text primary key,
  version integer not null,
  sealed blob not null,
  at integer not null
) strict, without rowid;

-- Debug logs of connections: on until a moment, entries kept for a day.
create table debug_switch(
  connection text primary key,
  until integer not null
) strict, without rowid;
create table debug_entry(
  n integer primary key autoincrement,
  connection text not null,
  at integer not null,
  call text not null,
  kind integer not null,
  exchange text,
  text text not null
) strict;
create index debug_entry_connection on debug_entry(connection, n);
create index debug_entry_at on debug_entry(at);

create table owner(
  scope text primary key,
  node text not null,
  epoch integer not null,
  until integer not null
) strict, without rowid;

create table idempotency(
  principal text not null,
  key text not null,
  request_sha256 blob not null,
  response text not null,
  created_at integer not null,
  primary key(principal, key)
) strict;
create index idempotency_created on idempotency(created_at);

-- What is kept of messages not accepted, by connection; '' for pairs nobody configured.
create table refused_quota(
  connection text primary key,
  kept integer not null,
  bytes integer not null
) strict, without rowid;

-- How far retention came, by connection: the number of the last exchange it looked at; '' for pairs nobody configured.
create table retention(
  connection text primary key,
  mark integer not null
) strict, without rowid;

-- The configuration: one row for each resource, without its secrets.
create table config(
  kind text not null,
  name text not null,
  body text not null,
  etag text not null,
  managed_by text,
  managed_set text,
  created_at integer not null,
  updated_at integer not null,
  primary key(kind, name)
) strict, without rowid;

-- Grows by 1 with each change; who changes anything takes this row first.
create table config_version(n integer primary key, version integer not null) strict;
insert into config_version(n, version) values (1, 0);

-- Secrets of resources, sealed by the ring.
create table config_secret(
  kind text not null,
  name text not null,
  field text not null,
  sealed blob not null,
  primary key(kind, name, field),
  foreign key(kind, name) references config(kind, name) on delete cascade
) strict, without rowid;

-- Who changed or looked at what: only ever appended to.
create table audit(
  n integer primary key autoincrement,
  at integer not null,
  principal text not null,
  action text not null,
  kind text not null,
  name text not null,
  before text,
  after text
) strict;
create index audit_kind on audit(kind, name, n);
create index audit_principal on audit(principal, n);
create index audit_action on audit(action, n);

-- API tokens. Of the value only its digest is kept.
create table token(
  n integer primary key,
  id text not null unique,
  sha256 blob not null unique,
  name text not null,
  role integer not null,
  scopes text not null,              -- one a line; '': all of the role
  prefix text not null,
  created_at integer not null,
  created_by text not null,
  expires_at integer,
  last_used_at integer,
  revoked_at integer
) strict;
create unique index token_name on token(name) where revoked_at is null;

-- Links that show a partner's packet, and the key they are signed with, sealed by the ring.
create table share_key(
  n integer primary key,
  sealed blob not null
) strict;
create table share(
  n integer primary key,
  id text not null unique,
  connection text not null,
  company text not null,
  created_at integer not null,
  created_by text not null,
  expires_at integer not null,
  revoked_at integer,
  opened_at integer,
  last_opened_at integer
) strict;
create index share_connection on share(connection, n);

-- One row: the set-up secret that is offered, and when there was an owner first.
create table setup(
  n integer primary key,
  secret_sha256 blob,
  offered_at integer,
  done_at integer
) strict;
insert into setup(n) values (1);

-- People who sign in. Of the password only its hash is kept, of a link only its digest.
create table account(
  n integer primary key,
  id text not null unique,
  name text not null,
  key text not null unique,           -- the name in small letters
  role integer not null,
  password text,
  stamp text not null,               -- another one with each change of password, role or state
  issuer text,
  subject text,
  failures integer not null default 0,
  failed_at integer,
  locked_until integer,
  link_sha256 blob unique,
  link_until integer,
  created_at integer not null,
  created_by text not null,
  last_sign_in_at integer,
  disabled_at integer
) strict;
create unique index account_subject on account(issuer, subject) where subject is not null;

-- Wrong passwords for names that nobody has, by the digest of the name.
create table stranger(
  sha256 blob primary key,
  failures integer not null,
  failed_at integer not null,
  locked_until integer
) strict, without rowid;
create index stranger_failed on stranger(failed_at);

create table session(
  sha256 blob primary key,
  account_n integer not null references account(n) on delete cascade,
  stamp text not null,
  created_at integer not null,
  seen_at integer not null,
  ends_at integer not null
) strict, without rowid;
create index session_account on session(account_n);
create index session_ends on session(ends_at);

-- One row: whose gateway this is.
create table organisation(n integer primary key, name text, environment text, public_address text) strict;
insert into organisation(n) values (1);

create table pulse(n integer primary key, at integer not null) strict;

-- File names are indexed a little later, in slices; until then they stand in exchange_name_pending.
create virtual table exchange_name using fts5(file_names, content='', contentless_delete=1, tokenize='trigram');
-- Its parts are merged by us, a few pages at a time.
insert into exchange_name(exchange_name, rank) values ('automerge', 0), ('crisismerge', 200);
create table exchange_name_pending(n integer primary key) strict;
