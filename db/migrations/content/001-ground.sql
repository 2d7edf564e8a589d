create table "user" ("id" text not null primary key, "name" text not null, "email" text not null unique, "emailVerified" integer not null, "image" text, "createdAt" date not null, "updatedAt" date not null);
create table "session" ("id" text not null primary key, "expiresAt" date not null, "token" text not null unique, "createdAt" date not null, "updatedAt" date not null, "ipAddress" text, "userAgent" text, "userId" text not null references "user" ("id") on delete cascade);
create table "account" ("id" text not null primary key, "accountId" text not null, "providerId" text not null, "userId" text not null references "user" ("id") on delete cascade, "accessToken" text, "refreshToken" text, "idToken" text, "accessTokenExpiresAt" date, "refreshTokenExpiresAt" date, "scope" text, "password" text, "createdAt" date not null, "updatedAt" date not null);
create table "verification" ("id" text not null primary key, "identifier" text not null, "value" text not null, "expiresAt" date not null, "createdAt" date not null, "updatedAt" date not null);
create index "session_userId_idx" on "session" ("userId");
create index "account_userId_idx" on "account" ("userId");
create index "verification_identifier_idx" on "verification" ("identifier");

create table workspace (id text primary key, name text not null, created_at integer not null) strict;
create table member (user_id text not null references "user" (id) on delete cascade, workspace_id text not null references workspace (id), role text not null, primary key (user_id, workspace_id)) strict;
create table setting (key text primary key, value text not null) strict;

create table campaign (id text primary key, workspace_id text not null references workspace (id), version integer not null, doc text not null, created_at integer not null, updated_at integer not null, trashed_at integer) strict;
create table chapter (id text primary key, campaign_id text not null references campaign (id), position integer not null, version integer not null, doc text not null, created_at integer not null, updated_at integer not null, trashed_at integer) strict;
create index chapter_campaign on chapter (campaign_id, position);
create table post (id text primary key, campaign_id text not null references campaign (id), position integer not null, version integer not null, doc text not null, created_at integer not null, updated_at integer not null, trashed_at integer) strict;
create index post_campaign on post (campaign_id);
create table place (id text primary key, campaign_id text not null references campaign (id), position integer not null, version integer not null, doc text not null, created_at integer not null, updated_at integer not null, trashed_at integer) strict;
create index place_campaign on place (campaign_id);
create table placement (id text primary key, campaign_id text not null references campaign (id), position integer not null, version integer not null, doc text not null, created_at integer not null, updated_at integer not null, trashed_at integer) strict;
create index placement_campaign on placement (campaign_id);
create table scene (id text primary key, campaign_id text not null references campaign (id), position integer not null, version integer not null, doc text not null, created_at integer not null, updated_at integer not null, trashed_at integer) strict;
create index scene_campaign on scene (campaign_id);
create table scene_version (id text primary key, scene_id text not null references scene (id), campaign_id text not null references campaign (id), number integer not null, doc text not null, published_at integer not null, published_by text not null, unique (scene_id, number)) strict;

create table code (id text primary key, campaign_id text not null references campaign (id), position integer not null, letters text not null unique, bearer_kind text not null, bearer_id text not null, version integer not null, doc text not null, created_at integer not null, updated_at integer not null, trashed_at integer, unique (bearer_kind, bearer_id)) strict;
create index code_campaign on code (campaign_id);
create table code_change (id integer primary key, code_id text not null references code (id), at integer not null, by text not null, version integer not null, doc text not null) strict;
create index code_change_code on code_change (code_id, id);

create table asset (id text primary key, workspace_id text not null references workspace (id), mime text not null, extension text not null, bytes integer not null, width integer, height integer, name text not null, created_at integer not null) strict;
