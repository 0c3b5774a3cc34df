-- A store: the events of one run, with everything they were read from. Offsets count characters of articles.text.
-- Rows are numbered in the order of coding (n), so that what comes out has the order of what went in. These numbers are no
-- keys to DuckDB: an index would have to be held in memory, and would grow with the input.

CREATE TABLE format (version INTEGER NOT NULL);

-- The manifest, one row: how the store was made, how far it has come, what it holds.
CREATE TABLE run (
    version VARCHAR NOT NULL,        -- of khaldun
    pipeline VARCHAR NOT NULL,       -- spaCy pipeline
    ontology VARCHAR NOT NULL,       -- mapping table
    lexicon VARCHAR,                 -- hash of the lexicon's files
    options JSON NOT NULL,           -- as given on the command line
    started TIMESTAMP NOT NULL,      -- UTC; times stand here alone, so that equal runs have equal events
    finished TIMESTAMP,              -- UTC; null while there is more to code
    articles BIGINT NOT NULL,        -- coded
    events BIGINT NOT NULL,
    unread BIGINT NOT NULL,          -- inputs that could not be read
    quarantined BIGINT NOT NULL,     -- articles that could not be coded
    inputs BIGINT NOT NULL,          -- all of these: where a run that was broken off goes on
    digest VARCHAR NOT NULL          -- of these inputs, to tell whether they are still the same
);

CREATE TABLE articles (
    n BIGINT NOT NULL,
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
    n BIGINT NOT NULL,
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

-- What did not become a coded article. A quarantined article is kept whole, so that it can be coded another time.
CREATE TABLE problems (
    input VARCHAR NOT NULL,          -- as messages name it: "rows.csv, row 3"
    reason VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,           -- unread, quarantined
    article_id VARCHAR,              -- null where no article could be read
    published DATE,
    text VARCHAR
);

-- One row an event; the columns of khaldun.store.flat.COLUMNS, in their order.
CREATE VIEW flat_events AS
WITH actor AS (
    SELECT
        event_n,
        role,
        array_agg(text ORDER BY position) AS texts,
        array_agg(name ORDER BY position) AS names,
        array_agg(code ORDER BY position) AS codes,
        array_agg(sector ORDER BY position) AS sectors,
        array_agg(id ORDER BY position) AS ids
    FROM event_actors
    GROUP BY event_n, role
)
SELECT
    e.id, e.article_id, e.sentence,
    e.date, e.date_end, e.date_precision, e.date_basis,
    e.event_type, e.modes, e.contexts, e.quad, e.score, e.cameo, e.status,
    coalesce(a.texts, ARRAY[]::VARCHAR[]) AS actors,
    coalesce(a.names, ARRAY[]::VARCHAR[]) AS actor_names,
    coalesce(a.codes, ARRAY[]::VARCHAR[]) AS actor_codes,
    coalesce(a.sectors, ARRAY[]::VARCHAR[]) AS actor_sectors,
    coalesce(a.ids, ARRAY[]::VARCHAR[]) AS actor_ids,
    coalesce(r.texts, ARRAY[]::VARCHAR[]) AS recipients,
    coalesce(r.names, ARRAY[]::VARCHAR[]) AS recipient_names,
    coalesce(r.codes, ARRAY[]::VARCHAR[]) AS recipient_codes,
    coalesce(r.sectors, ARRAY[]::VARCHAR[]) AS recipient_sectors,
    coalesce(r.ids, ARRAY[]::VARCHAR[]) AS recipient_ids,
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

-- Articles that were not coded, as each repeats one that was: further reports of the same.
CREATE TABLE duplicates (
    article_id VARCHAR NOT NULL,
    title VARCHAR,
    url VARCHAR,
    publication VARCHAR,
    published DATE,
    repeats VARCHAR NOT NULL,        -- id of the coded article
    similarity DOUBLE NOT NULL,      -- share of the shorter text that both hold, 0 to 1
    reason VARCHAR NOT NULL          -- exact: the same words; near: cut or lightly edited
);

-- Which event each coded report is of, as khaldun join told it; empty until then. Nothing of the single events is changed.
CREATE TABLE joined (
    event_n BIGINT NOT NULL,         -- the report
    event_id VARCHAR NOT NULL,
    joined_n BIGINT NOT NULL,        -- the first report of its event
    joined_id VARCHAR NOT NULL,
    with_id VARCHAR,                 -- the report it agrees with best; null for the first
    score DOUBLE,                    -- probability that these two are of one event
    reasons VARCHAR                  -- how the two agree, feature by feature
);

-- One row a joined event, in the order of coding of the first report.
CREATE VIEW joined_events AS
SELECT
    min(j.joined_id) AS id,    -- id of the first report
    count(*) AS coded_reports,
    sum(1 + coalesce(d.copies, 0))::BIGINT AS reports,  -- copies of their articles counted
    count(DISTINCT e.article_n) AS articles,
    min(e.date) AS first_date,
    max(coalesce(e.date_end, e.date)) AS last_date
FROM joined j
JOIN events e ON e.n = j.event_n
LEFT JOIN (SELECT repeats, count(*) AS copies FROM duplicates GROUP BY repeats) d ON d.repeats = e.article_id
GROUP BY j.joined_n
ORDER BY j.joined_n;

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
