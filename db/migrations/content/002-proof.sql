create table proof (id text primary key, code_id text not null references code (id), artwork text not null, origin text not null, score real not null, doc text not null, made_at integer not null, made_by text not null) strict;
create index proof_code on proof (code_id, made_at);
