create table placement_event (id text primary key, campaign_id text not null references campaign (id), placement_id text not null references placement (id), number integer not null, at integer not null, recorded_at integer not null, by text, state text, undoes text references placement_event (id), photo text, note text not null, reading text, unique (placement_id, number)) strict;
create index placement_event_campaign on placement_event (campaign_id, placement_id, number);

-- What the placement's document said until its schema 1: a step whose hour and person nobody wrote down.
insert into placement_event (id, campaign_id, placement_id, number, at, recorded_at, by, state, undoes, photo, note, reading)
select 'evt_' || substr(id, 5), campaign_id, id, 1, updated_at, updated_at, null, json_extract(doc, '$.state'), null, null, '', null
from placement where json_extract(doc, '$.state') in ('printed', 'installed', 'removed');
