-- The asset that phones get in a model's place: another one, or itself when nothing lighter shows the same; null until it was tried.
alter table asset add column lighter_id text;
-- Triangles and textures of a model as JSON (ModelFacts); null where nobody measured.
alter table asset add column model text;
