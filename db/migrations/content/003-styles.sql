create table saved_style (id text primary key, workspace_id text not null references workspace (id), position integer not null, version integer not null, doc text not null, created_at integer not null, updated_at integer not null, trashed_at integer) strict;
create index saved_style_workspace on saved_style (workspace_id, position);
create table palette (workspace_id text primary key references workspace (id), version integer not null, doc text not null, updated_at integer not null) strict;
create table bulk_import (id text primary key, campaign_id text not null references campaign (id), made_at integer not null, made_by text not null, taken_back_at integer, doc text not null) strict;
create index bulk_import_campaign on bulk_import (campaign_id, made_at);
