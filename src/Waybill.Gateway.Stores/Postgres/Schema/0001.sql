-- An exchange's number is its time: (unix milliseconds << 22) | sequence. So the primary key is the list's order, and every index is in order of time.
create table exchange(
  n bigint primary key,
  id text collate "C" not null unique,
  direction bigint not null,
  state bigint not null,
  receipt bigint not null default 0,
  connection text,
  as2_from text not null,
  as2_to text not null,
  message_id text,
  id_start text collate "C",                     -- the bare Message-ID's first characters, for lists
  subject text,
  file_names text,                   -- one a line
  bytes bigint not null default 0,
  updated_at bigint not null,
  attempts bigint not null default 0,
  spent bigint not null default 0,  -- attempts that count against the message's own schedule
  failure bigint,
  detail text,
  cause text,                        -- what is wrong now, as a word; null: nothing
  is_test bigint not null default 0,
  due_at bigint,                    -- next attempt, or the receipt's deadline
  give_up_at bigint,
  claim_epoch bigint,               -- of the owner that is sending
  kept bigint not null default 0,      -- what is kept of it: see KeptParts
  legal_hold text                    -- who put it on legal hold: nothing of it is removed
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.01);
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
  exchange_n bigint primary key references exchange(n) on delete cascade,
  connection_version bigint not null,
  headers text not null,
  wire_sha256 bytea not null,
  wire_bytes bigint not null,
  wire text,
  entity text,
  mic text,
  is_authenticated bigint not null,
  layers text not null,
  signer text,
  signature bytea,
  answer_status bigint not null,
  answer_headers text not null,
  answer_body bytea not null,
  later_status bigint,                  -- of a message that was opened again: what a repeat is answered since; what was answered stays
  later_headers text,
  later_body bytea,
  remote_address text,
  hint text,
  certificates text not null default '[]'
);

-- Only accepted messages own a key. It is written first (the claim), so it names a row that is not there yet; it stays longer than any.
create table message_key(
  as2_from text not null,
  as2_to text not null,
  message_id text collate "C" not null,
  exchange_n bigint not null,
  primary key(as2_from, as2_to, message_id)
);

-- File names that came, where a connection looks at them: written before the row it names, as the key is.
create table file_name_key(
  as2_from text not null,
  as2_to text not null,
  file_name text collate "C" not null,
  exchange_n bigint not null,
  at bigint not null,
  primary key(as2_from, as2_to, file_name)
);
create index file_name_key_exchange on file_name_key(exchange_n);

-- The asynchronous receipt of a message in: committed with it, posted later.
create table receipt_out(
  exchange_n bigint primary key references exchange(n) on delete cascade,
  connection text,
  url text not null,
  headers text not null,
  body bytea not null,
  later_headers text,                -- of a message that was opened again: what is posted since
  later_body bytea,
  forbidden text,
  attempts bigint not null default 0,
  due_at bigint,                    -- null: nothing to do
  give_up_at bigint not null,
  claim_epoch bigint
);
create index receipt_out_due on receipt_out(connection, due_at) where due_at is not null;
create index receipt_out_give_up on receipt_out(give_up_at) where due_at is not null;

-- The package of a message out; written once, the content key goes when an authentic receipt closed the exchange.
create table outbound(
  exchange_n bigint primary key references exchange(n) on delete cascade,
  date bigint not null,
  resend_of text,
  connection_version bigint,
  headers text,
  length bigint,
  body text,
  recipe bytea,
  content_key bytea,
  mic text,
  receipt_requested bigint,
  receipt_signed bigint,
  receipt_url text,
  certificates text,
  overdue_resends bigint not null default 0  -- how often the same bytes went out again because no receipt came
);

-- How a receipt finds the message it is about.
create table sent_key(
  as2_from text not null,
  as2_to text not null,
  message_id text collate "C" not null,
  exchange_n bigint not null references exchange(n) on delete cascade,
  primary key(as2_from, as2_to, message_id, exchange_n)
);
create index sent_key_exchange on sent_key(exchange_n);

create table document(
  exchange_n bigint not null references exchange(n) on delete cascade,
  ordinal bigint not null,
  file_name text,
  content_type text not null,
  content_id text,
  object text not null,
  start bigint not null,
  length bigint not null,
  sha256 bytea,
  is_described bigint not null default 0,  -- what is in it was read, or cannot be
  primary key(exchange_n, ordinal)
);
create index document_undescribed on document(exchange_n) where is_described = 0;

-- Which rows name a stored object.
create table payload_name(
  object text collate "C" not null,
  exchange_n bigint not null references exchange(n) on delete cascade,
  primary key(object, exchange_n)
);
create index payload_name_exchange on payload_name(exchange_n);

-- Payloads of at most 64 KiB, written with the row that first names them; larger ones are files. Most are encrypted: compressing them is wasted.
create table payload_blob(
  object text collate "C" primary key,
  bytes bytea not null
);
alter table payload_blob alter column bytes set storage external;

-- What the envelopes inside say.
create table envelope(
  exchange_n bigint not null references exchange(n) on delete cascade,
  ordinal bigint not null,
  seq bigint not null,
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
);
create index envelope_type on envelope(type, exchange_n);
create index envelope_number on envelope(number, exchange_n) where number is not null;
create table envelope_control(
  control text not null,
  exchange_n bigint not null references exchange(n) on delete cascade,
  primary key(control, exchange_n)
);
create index envelope_control_exchange on envelope_control(exchange_n);

create table attempt(
  exchange_n bigint not null references exchange(n) on delete cascade,
  kind text not null,                -- send, receipt, duplicate
  number bigint not null,
  epoch bigint,
  started_at bigint not null,
  ended_at bigint,
  http_status bigint,
  sentence text,
  headers text,
  primary key(exchange_n, kind, number)
);
create index attempt_duplicate on attempt(exchange_n) where kind = 'duplicate';

-- Receipts that came; without an exchange: for no message of ours.
create table receipt_in(
  n bigint generated always as identity primary key,
  exchange_n bigint references exchange(n) on delete cascade,
  as2_from text,
  as2_to text,
  at bigint not null,
  is_synchronous bigint not null,
  headers text not null,
  body bytea not null,
  outcome bigint not null,
  is_authentic bigint not null,
  sentence text not null,
  disposition text,
  mic text,
  variant text,
  signer text                        -- the certificate that proved it
);
create index receipt_in_exchange on receipt_in(exchange_n, n);

create table handoff(
  n bigint generated always as identity primary key,
  exchange_n bigint not null references exchange(n) on delete cascade,
  consumer text not null,
  attempts bigint not null default 0,
  due_at bigint,                    -- while claimed: the claim's end; null: done
  done_at bigint,
  reason text,
  is_replay bigint not null default 0
);
create index handoff_due on handoff(consumer, due_at, n) where due_at is not null;
create index handoff_exchange on handoff(exchange_n);

create table timeline(
  n bigint generated always as identity primary key,
  exchange_n bigint not null references exchange(n) on delete cascade,
  at bigint not null,
  kind text not null,
  text text not null
);
create index timeline_exchange on timeline(exchange_n, n);

create table alert(
  n bigint generated always as identity primary key,
  kind text not null,
  subject text not null,
  severity bigint not null,
  text text not null,
  raised_at bigint not null,
  last_at bigint not null,
  count bigint not null,
  resolved_at bigint,
  told bigint not null default 0,    -- 0: nobody decided who is told; 1: that it was raised; 2: that it went away
  tell_at bigint not null default 0  -- not asked about before
);
create unique index alert_open on alert(kind, subject) where resolved_at is null;
create index alert_subject on alert(subject, kind);
create index alert_untold on alert(tell_at, n) where told = 0 or (told = 1 and resolved_at is not null);

-- What leaves the house about alerts: one for each alert, channel and end of it.
create table notice(
  n bigint generated always as identity primary key,
  alert_n bigint not null references alert(n) on delete cascade,
  channel text not null,
  is_resolved bigint not null,
  attempts bigint not null,
  is_claimed bigint not null,
  due_at bigint,                    -- while claimed: the claim's end; null: nothing to do
  give_up_at bigint not null,
  sent_at bigint,
  reason text,
  unique(alert_n, channel, is_resolved)
);
create index notice_due on notice(due_at, n) where due_at is not null;

create table connection_state(
  connection text primary key,
  is_held bigint not null default 0,
  held_by text,
  held_at bigint,
  pause_until bigint,
  pause_step bigint,
  pause_reason text,
  last_call_at bigint
);

-- What went wrong last over each connection.
create table connection_error(
  connection text primary key,
  at bigint not null,
  text text not null
);

-- Tokens that partners gave in exchange for others, sealed by the ring.
create table connection_token(
  connection text primary key,
  version bigint not null,
  sealed bytea not null,
  at bigint not null
);

-- Debug logs of connections: on until a moment, entries kept for a day.
create table debug_switch(
  connection text primary key,
  until bigint not null
);
create table debug_entry(
  n bigint generated always as identity primary key,
  connection text not null,
  at bigint not null,
  call text not null,
  kind bigint not null,
  exchange text,
  text text not null
);
create index debug_entry_connection on debug_entry(connection, n);
create index debug_entry_at on debug_entry(at);

create table owner(
  scope text primary key,
  node text not null,
  epoch bigint not null,
  until bigint not null
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.5);

create table idempotency(
  principal text not null,
  key text not null,
  request_sha256 bytea not null,
  response text not null,
  created_at bigint not null,
  primary key(principal, key)
);
create index idempotency_created on idempotency(created_at);

-- What is kept of messages not accepted, by connection; '' for pairs nobody configured.
create table refused_quota(
  connection text primary key,
  kept bigint not null,
  bytes bigint not null
);

-- The keys that seal secrets, each wrapped by the master key. Never deleted.
create table secret_ring(
  name text collate "C" primary key,
  wrapped bytea not null,
  added_at bigint not null
);

-- How far retention came, by connection: the number of the last exchange it looked at; '' for pairs nobody configured.
create table retention(
  connection text primary key,
  mark bigint not null
);

-- The configuration: one row for each resource, without its secrets.
create table config(
  kind text collate "C" not null,
  name text collate "C" not null,
  body text not null,
  etag text not null,
  managed_by text,
  managed_set text,
  created_at bigint not null,
  updated_at bigint not null,
  primary key(kind, name)
);

-- Grows by 1 with each change; who changes anything takes this row first.
create table config_version(n bigint primary key, version bigint not null);
insert into config_version(n, version) values (1, 0);

-- Secrets of resources, sealed by the ring.
create table config_secret(
  kind text collate "C" not null,
  name text collate "C" not null,
  field text not null,
  sealed bytea not null,
  primary key(kind, name, field),
  foreign key(kind, name) references config(kind, name) on delete cascade
);

-- Who changed or looked at what: only ever appended to.
create table audit(
  n bigint generated always as identity primary key,
  at bigint not null,
  principal text not null,
  action text not null,
  kind text collate "C" not null,
  name text collate "C" not null,
  before text,
  after text
);
create index audit_kind on audit(kind, name, n);
create index audit_principal on audit(principal, n);
create index audit_action on audit(action, n);

-- API tokens. Of the value only its digest is kept.
create table token(
  n bigint generated always as identity primary key,
  id text not null unique,
  sha256 bytea not null unique,
  name text not null,
  role bigint not null,
  scopes text not null,              -- one a line; '': all of the role
  prefix text not null,
  created_at bigint not null,
  created_by text not null,
  expires_at bigint,
  last_used_at bigint,
  revoked_at bigint
);
create unique index token_name on token(name) where revoked_at is null;

-- Links that show a partner's packet, and the key they are signed with, sealed by the ring.
create table share_key(
  n bigint primary key,
  sealed bytea not null
);
create table share(
  n bigint generated always as identity primary key,
  id text not null unique,
  connection text not null,
  company text not null,
  created_at bigint not null,
  created_by text not null,
  expires_at bigint not null,
  revoked_at bigint,
  opened_at bigint,
  last_opened_at bigint
);
create index share_connection on share(connection, n);

-- One row: the set-up secret that is offered, and when there was an owner first.
create table setup(
  n bigint primary key,
  secret_sha256 bytea,
  offered_at bigint,
  done_at bigint
);
insert into setup(n) values (1);

-- People who sign in. Of the password only its hash is kept, of a link only its digest.
create table account(
  n bigint generated always as identity primary key,
  id text not null unique,
  name text not null,
  key text collate "C" not null unique,           -- the name in small letters
  role bigint not null,
  password text,
  stamp text not null,               -- another one with each change of password, role or state
  issuer text,
  subject text,
  failures bigint not null default 0,
  failed_at bigint,
  locked_until bigint,
  link_sha256 bytea unique,
  link_until bigint,
  created_at bigint not null,
  created_by text not null,
  last_sign_in_at bigint,
  disabled_at bigint
);
create unique index account_subject on account(issuer, subject) where subject is not null;

-- Wrong passwords for names that nobody has, by the digest of the name.
create table stranger(
  sha256 bytea primary key,
  failures bigint not null,
  failed_at bigint not null,
  locked_until bigint
);
create index stranger_failed on stranger(failed_at);

create table session(
  sha256 bytea primary key,
  account_n bigint not null references account(n) on delete cascade,
  stamp text not null,
  created_at bigint not null,
  seen_at bigint not null,
  ends_at bigint not null
);
create index session_account on session(account_n);
create index session_ends on session(ends_at);

-- One row: whose gateway this is.
create table organisation(n bigint primary key, name text, environment text, public_address text);
insert into organisation(n) values (1);

create table pulse(n bigint primary key, at bigint not null);

-- Each process takes blocks of 1024 sequence numbers: no two exchanges of one millisecond share a number.
create sequence exchange_block as integer minvalue 0 maxvalue 4095 cycle;
