CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
)

CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name")

CREATE TABLE "items" (
   "id" INTEGER PRIMARY KEY,
   "source" TEXT NOT NULL,
   "identity" TEXT NOT NULL,
   "raw_hash" TEXT,
   "first_seen_at" TEXT NOT NULL,
   "revision" INTEGER NOT NULL,
   "copy_of" INTEGER REFERENCES "items"("id")
)

CREATE UNIQUE INDEX "idx_items_source_identity"
    ON "items" ("source", "identity")

CREATE TABLE "revisions" (
   "id" INTEGER PRIMARY KEY,
   "item" INTEGER NOT NULL REFERENCES "items"("id"),
   "number" INTEGER NOT NULL,
   "content_hash" TEXT NOT NULL,
   "seen_at" TEXT NOT NULL,
   "title" TEXT NOT NULL,
   "record" TEXT NOT NULL
)

CREATE UNIQUE INDEX "idx_revisions_item_number"
    ON "revisions" ("item", "number")

CREATE INDEX "idx_revisions_content_hash"
    ON "revisions" ("content_hash")

CREATE INDEX "idx_revisions_seen_at"
    ON "revisions" ("seen_at")

CREATE TABLE "search" (
   "item" INTEGER PRIMARY KEY,
   "title" TEXT NOT NULL,
   "body" TEXT NOT NULL
)

CREATE VIRTUAL TABLE "search_fts" USING FTS5 (
    "title", "body",
    tokenize='porter unicode61 remove_diacritics 2',
    content="search"
)

CREATE TRIGGER "search_ai" AFTER INSERT ON "search" BEGIN
  INSERT INTO "search_fts" (rowid, "title", "body") VALUES (new.rowid, new."title", new."body");
END

CREATE TRIGGER "search_ad" AFTER DELETE ON "search" BEGIN
  INSERT INTO "search_fts" ("search_fts", rowid, "title", "body") VALUES('delete', old.rowid, old."title", old."body");
END

CREATE TRIGGER "search_au" AFTER UPDATE ON "search" BEGIN
  INSERT INTO "search_fts" ("search_fts", rowid, "title", "body") VALUES('delete', old.rowid, old."title", old."body");
  INSERT INTO "search_fts" (rowid, "title", "body") VALUES (new.rowid, new."title", new."body");
END

CREATE TABLE "matches" (
   "id" INTEGER PRIMARY KEY,
   "revision" INTEGER NOT NULL REFERENCES "revisions"("id"),
   "rule" TEXT NOT NULL,
   "topic" TEXT NOT NULL,
   "severity" TEXT NOT NULL,
   "spans" TEXT NOT NULL,
   "held" TEXT,
   "matched_at" TEXT NOT NULL
)

CREATE UNIQUE INDEX "idx_matches_revision_topic_rule"
    ON "matches" ("revision", "topic", "rule")

CREATE INDEX "idx_matches_matched_at"
    ON "matches" ("matched_at")

CREATE TABLE "subscriptions" (
   "name" TEXT PRIMARY KEY,
   "schedule" TEXT NOT NULL,
   "due_at" TEXT NOT NULL,
   "composed_at" TEXT
)

CREATE TABLE "digests" (
   "id" TEXT PRIMARY KEY,
   "subscription" TEXT NOT NULL,
   "composed_at" TEXT NOT NULL,
   "payload" TEXT NOT NULL
)

CREATE INDEX "idx_digests_composed_at"
    ON "digests" ("composed_at")

CREATE TABLE "alerts" (
   "subscription" TEXT,
   "revision" INTEGER REFERENCES "revisions"("id"),
   "queued_at" TEXT NOT NULL,
   "digest" TEXT REFERENCES "digests"("id"),
   PRIMARY KEY ("subscription", "revision")
)

CREATE INDEX "idx_alerts_digest"
    ON "alerts" ("digest")

CREATE INDEX "idx_alerts_revision"
    ON "alerts" ("revision")

CREATE TABLE "deliveries" (
   "id" TEXT PRIMARY KEY,
   "digest" TEXT NOT NULL REFERENCES "digests"("id"),
   "channel" TEXT NOT NULL,
   "state" TEXT NOT NULL,
   "attempts" INTEGER NOT NULL,
   "due_at" TEXT NOT NULL,
   "leased" INTEGER NOT NULL,
   "created_at" TEXT NOT NULL,
   "settled_at" TEXT,
   "note" TEXT
)

CREATE UNIQUE INDEX "idx_deliveries_digest_channel"
    ON "deliveries" ("digest", "channel")

CREATE INDEX "idx_deliveries_state_channel_due_at"
    ON "deliveries" ("state", "channel", "due_at")

CREATE TABLE "sources" (
   "name" TEXT PRIMARY KEY,
   "address" TEXT NOT NULL,
   "enabled" INTEGER NOT NULL,
   "due_at" TEXT NOT NULL,
   "baseline_at" TEXT,
   "etag" TEXT,
   "last_modified" TEXT,
   "failures" INTEGER NOT NULL,
   "cause" TEXT,
   "fact" TEXT,
   "failing_since" TEXT,
   "looked_at" TEXT,
   "succeeded_at" TEXT
, "host" TEXT NOT NULL DEFAULT '', "last_new_at" TEXT, "audited_at" TEXT, "moved_to" TEXT, "moved_since" TEXT, "moves" INTEGER NOT NULL DEFAULT 0, "cadence" TEXT NOT NULL DEFAULT '', "pace" REAL NOT NULL DEFAULT 0, "conditions" TEXT NOT NULL DEFAULT '')

CREATE INDEX "idx_sources_enabled_due_at"
    ON "sources" ("enabled", "due_at")

CREATE TABLE "polls" (
   "id" INTEGER PRIMARY KEY,
   "source" TEXT NOT NULL,
   "looked_at" TEXT NOT NULL,
   "outcome" TEXT NOT NULL,
   "cause" TEXT,
   "fact" TEXT,
   "bytes" INTEGER,
   "items" INTEGER,
   "new" INTEGER,
   "edited" INTEGER,
   "copies" INTEGER,
   "milliseconds" INTEGER
, "due_at" TEXT)

CREATE INDEX "idx_polls_source_looked_at"
    ON "polls" ("source", "looked_at")

CREATE INDEX "idx_polls_looked_at"
    ON "polls" ("looked_at")

CREATE TABLE "owed_pages" (
   "source" TEXT,
   "identity" TEXT,
   "tries" INTEGER NOT NULL,
   "tried_at" TEXT NOT NULL,
   PRIMARY KEY ("source", "identity")
)

CREATE TABLE "controls" (
   "name" TEXT PRIMARY KEY,
   "value" REAL NOT NULL
)

CREATE TABLE "given_items" (
   "revision" INTEGER PRIMARY KEY REFERENCES "revisions"("id"),
   "given" BLOB NOT NULL,
   "received_at" TEXT NOT NULL
)

CREATE INDEX "idx_given_items_received_at"
    ON "given_items" ("received_at")

CREATE TABLE "shared_lines" (
   "source" TEXT PRIMARY KEY,
   "lines" TEXT NOT NULL
)

CREATE TABLE "unindexed" (
   "item" INTEGER PRIMARY KEY
)

CREATE TABLE "ruled_texts" (
   "revision" INTEGER PRIMARY KEY REFERENCES "revisions"("id"),
   "rules" TEXT NOT NULL,
   "tier" TEXT NOT NULL
)

INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('monitor', '0001_items', CURRENT_TIMESTAMP)

INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('monitor', '0002_matches', CURRENT_TIMESTAMP)

INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('monitor', '0003_digests', CURRENT_TIMESTAMP)

INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('monitor', '0004_sources', CURRENT_TIMESTAMP)

INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('monitor', '0005_watch', CURRENT_TIMESTAMP)

INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('monitor', '0006_given', CURRENT_TIMESTAMP)

INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('monitor', '0007_unindexed', CURRENT_TIMESTAMP)

INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('monitor', '0008_ruled', CURRENT_TIMESTAMP)
