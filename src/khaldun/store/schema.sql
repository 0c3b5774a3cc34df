-- A store: the events of one run, with everything they were read from. Offsets count characters of articles.text.
-- Rows are numbered in the order of coding (n), so that what comes out has the order of what went in.

CREATE TABLE format (version INTEGER NOT NULL);

CREATE TABLE run (
    version VARCHAR NOT NULL,        -- of khaldun
    pipeline VARCHAR NOT NULL,       -- spaCy pipeline
    ontology VARCHAR NOT NULL,       -- mapping table
    lexicon VARCHAR,                 -- hash of the lexicon's files
    options JSON NOT NULL,           -- as given on the command line
    created TIMESTAMP NOT NULL       -- UTC; stands here alone, so that equal runs have equal events
);

CREATE TABLE articles (
    n BIGINT PRIMARY KEY,
    id VARCHAR NOT NULL,
    title VARCHAR,
    published DATE,
    published_basis VARCHAR,
    publication VARCHAR,
    url VARCHAR,
    author VARCHAR,
    dateline VARCHAR,
    text VARCHAR NOT NULL
);

CREATE TABLE sentences (
    article_n BIGINT NOT NULL,
    sentence INTEGER NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL
);

CREATE TABLE events (
    n BIGINT PRIMARY KEY,
    article_n BIGINT NOT NULL,
    id VARCHAR NOT NULL,             -- content hash
    article_id VARCHAR NOT NULL,
    sentence INTEGER NOT NULL,
    date DATE,
    date_end DATE,
    date_precision VARCHAR,
    date_basis VARCHAR NOT NULL,
    event_type VARCHAR NOT NULL,
    modes VARCHAR[] NOT NULL,
    contexts VARCHAR[] NOT NULL,
    quad TINYINT NOT NULL,
    score DOUBLE NOT NULL,
    cameo VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    reciprocal BOOLEAN NOT NULL,
    place_text VARCHAR,
    place_start INTEGER,             -- null where the event has no place
    place_end INTEGER,
    place_name VARCHAR,
    place_country VARCHAR,
    place_lat DOUBLE,
    place_lon DOUBLE,
    place_geonames_id BIGINT,
    place_precision VARCHAR,
    place_alternatives VARCHAR[],
    place_unresolved VARCHAR,        -- why the place that was read could not be resolved
    place_reason VARCHAR,            -- why the event has no place
    medium VARCHAR,
    statement_kind VARCHAR,          -- null where nobody is said to say so
    rule VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL,
    source_url VARCHAR,
    source_publication VARCHAR,
    source_title VARCHAR,
    source_published DATE
);

CREATE TABLE event_actors (
    event_n BIGINT NOT NULL,
    role VARCHAR NOT NULL,           -- actor, recipient, speaker
    position INTEGER NOT NULL,       -- from 0 within the role
    text VARCHAR NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    name VARCHAR,
    code VARCHAR,
    sector VARCHAR,
    sectors VARCHAR[] NOT NULL,
    id VARCHAR,
    reason VARCHAR
);

CREATE TABLE evidence (
    event_n BIGINT NOT NULL,
    position INTEGER NOT NULL,       -- 0 is the main evidence, more are further reports of the same event
    text VARCHAR NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    trigger_start INTEGER NOT NULL,
    trigger_end INTEGER NOT NULL,
    sentence INTEGER NOT NULL
);

CREATE TABLE set_aside (
    article_n BIGINT NOT NULL,
    article_id VARCHAR NOT NULL,
    sentence INTEGER NOT NULL,
    reason VARCHAR NOT NULL,
    rule VARCHAR
);

CREATE TABLE problems (
    input VARCHAR NOT NULL,
    reason VARCHAR NOT NULL
);

-- One row an event; the columns of khaldun.store.flat.COLUMNS, in their order.
CREATE VIEW flat_events AS
WITH actor AS (
    SELECT
        event_n,
        role,
        list(text ORDER BY position) AS texts,
        list(name ORDER BY position) AS names,
        list(code ORDER BY position) AS codes,
        list(sector ORDER BY position) AS sectors,
        list(id ORDER BY position) AS ids
    FROM event_actors
    GROUP BY event_n, role
)
SELECT
    e.id, e.article_id, e.sentence,
    e.date, e.date_end, e.date_precision, e.date_basis,
    e.event_type, e.modes, e.contexts, e.quad, e.score, e.cameo, e.status,
    coalesce(a.texts, []) AS actors,
    coalesce(a.names, []) AS actor_names,
    coalesce(a.codes, []) AS actor_codes,
    coalesce(a.sectors, []) AS actor_sectors,
    coalesce(a.ids, []) AS actor_ids,
    coalesce(r.texts, []) AS recipients,
    coalesce(r.names, []) AS recipient_names,
    coalesce(r.codes, []) AS recipient_codes,
    coalesce(r.sectors, []) AS recipient_sectors,
    coalesce(r.ids, []) AS recipient_ids,
    e.reciprocal,
    e.place_text AS place, e.place_name, e.place_country, e.place_lat, e.place_lon, e.place_geonames_id,
    e.place_precision, coalesce(e.place_reason, e.place_unresolved) AS place_reason,
    s.text AS speaker, s.name AS speaker_name, s.code AS speaker_code, s.sector AS speaker_sector,
    e.medium, e.statement_kind,
    v.text AS text, v.start_char AS start, v.end_char AS "end", v.trigger_start, v.trigger_end,
    e.rule, e.confidence,
    e.source_url AS url, e.source_publication AS publication, e.source_title AS title, e.source_published AS published
FROM events e
LEFT JOIN actor a ON a.event_n = e.n AND a.role = 'actor'
LEFT JOIN actor r ON r.event_n = e.n AND r.role = 'recipient'
LEFT JOIN event_actors s ON s.event_n = e.n AND s.role = 'speaker'
LEFT JOIN evidence v ON v.event_n = e.n AND v.position = 0
ORDER BY e.n;

-- Meetings of an article, numbered from 0 within it (meeting); the tables below belong to one by article_n and meeting.
CREATE TABLE meetings (
    article_n BIGINT NOT NULL,
    meeting INTEGER NOT NULL,
    id VARCHAR NOT NULL,             -- content hash
    article_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,           -- conference, summit, talks, meeting
    status VARCHAR NOT NULL,
    name VARCHAR NOT NULL,           -- as it is first called
    name_start INTEGER NOT NULL,
    name_end INTEGER NOT NULL,
    date DATE,
    date_end DATE,
    date_precision VARCHAR,
    date_basis VARCHAR NOT NULL,
    place_text VARCHAR,
    place_start INTEGER,             -- null where the meeting has no place; start and end are 0 for a dateline's
    place_end INTEGER,
    place_name VARCHAR,
    place_country VARCHAR,
    place_lat DOUBLE,
    place_lon DOUBLE,
    place_geonames_id BIGINT,
    place_precision VARCHAR,
    place_alternatives VARCHAR[],
    place_unresolved VARCHAR,
    place_reason VARCHAR
);

CREATE TABLE meeting_parties (
    article_n BIGINT NOT NULL,
    meeting INTEGER NOT NULL,
    role VARCHAR NOT NULL,           -- host, attender, absentee, subject
    manner VARCHAR,                  -- of an absentee: not_invited, excluded, declined, absent
    position INTEGER NOT NULL,       -- from 0 within the meeting
    rules VARCHAR[] NOT NULL,        -- ids of the acts that told it
    text VARCHAR NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    name VARCHAR,
    code VARCHAR,
    sector VARCHAR,
    sectors VARCHAR[] NOT NULL,
    id VARCHAR,
    reason VARCHAR
);

CREATE TABLE meeting_agreed (
    article_n BIGINT NOT NULL,
    meeting INTEGER NOT NULL,
    position INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    events VARCHAR[] NOT NULL        -- ids of the events coded from these words
);

CREATE TABLE meeting_evidence (
    article_n BIGINT NOT NULL,
    meeting INTEGER NOT NULL,
    role VARCHAR NOT NULL,           -- meeting, agreed, or the role of a party
    position INTEGER NOT NULL,       -- of the party or agreement; 0 for the meeting itself
    part INTEGER NOT NULL,           -- from 0 among several
    text VARCHAR NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    trigger_start INTEGER NOT NULL,
    trigger_end INTEGER NOT NULL,
    sentence INTEGER NOT NULL
);
