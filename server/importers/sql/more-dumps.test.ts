import { describe, expect, test } from 'vitest'
import { columnsOf, readSql } from '../../../fixtures/sql-scripts.ts'

describe('dumps of more databases', () => {
  test('sqlite .schema: no types, odd types, quotes of all kinds, triggers, virtual tables', () => {
    const { graph } = readSql(`
CREATE TABLE IF NOT EXISTS "orders" (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, price REAL DEFAULT 1.5,
  qty INT CHECK(qty > 0), anything, 'quoted' VARCHAR(10) DEFAULT 'x', [in brackets] BLOB, \`back\` NUMERIC(5,0), flag BOOLEAN DEFAULT (1),
  key TEXT, index_name TEXT, big UNSIGNED BIG INT, made DATETIME DEFAULT CURRENT_TIMESTAMP, customer INTEGER REFERENCES customers(rowid));
CREATE TABLE sqlite_sequence(name,seq);
CREATE TABLE pairs (a INTEGER, b INTEGER, PRIMARY KEY (a, b)) WITHOUT ROWID, STRICT;
CREATE TRIGGER t AFTER INSERT ON orders BEGIN
  UPDATE orders SET name = CASE WHEN 1 THEN 'a;' ELSE 'b' END;
  SELECT 1;
END;
CREATE VIRTUAL TABLE search USING fts5(name, body)
/* search(name,body) */;
CREATE TABLE IF NOT EXISTS 'search_docsize'(id INTEGER PRIMARY KEY, sz BLOB);
CREATE TABLE IF NOT EXISTS 'single quoted'(id INTEGER PRIMARY KEY);
CREATE INDEX i ON orders(name);
CREATE TABLE last (x TEXT);
`)
    expect(graph.problems).toEqual([])
    expect(graph.objects.map(({ name }) => name)).toEqual(['orders', 'pairs', 'single quoted', 'last'])
    expect(columnsOf(graph, 'orders')).toEqual({
      id: { types: ['integer'], readOnly: true, required: true, description: 'Primary key.' },
      name: { types: ['text'], required: true, description: 'Unique.' },
      price: { types: ['number'], format: 'float', default: 1.5, nullable: true, required: false },
      qty: { types: ['integer'], format: 'int32', exclusiveMinimum: 0, nullable: true, required: false },
      anything: { types: ['any'], nullable: true, required: false },
      quoted: { types: ['text'], maxLength: 10, default: 'x', nullable: true, required: false },
      'in brackets': { types: ['text'], format: 'byte', nullable: true, required: false },
      back: { types: ['integer'], minimum: -99_999, maximum: 99_999, nullable: true, required: false },
      flag: { types: ['boolean'], default: true, nullable: true, required: false },
      key: { types: ['text'], nullable: true, required: false },
      index_name: { types: ['text'], nullable: true, required: false },
      big: { types: ['integer'], nullable: true, required: false },
      made: { types: ['text'], format: 'date-time', description: 'Default: CURRENT_TIMESTAMP', nullable: true, required: false },
      customer: { types: ['integer'], description: 'Refers to customers.rowid.', nullable: true, required: false },
    })
    expect(columnsOf(graph, 'pairs')).toMatchObject({ a: { required: true, description: 'Part of the primary key: a, b.' } })
  })

  test('Oracle dbms_metadata: quoted names, ENABLE, storage, comments, packages, a slash ends a block', () => {
    const { graph } = readSql(`
REM   Script: it's from SQL*Plus
PROMPT Creating 'orders'
SET DEFINE OFF
  CREATE TABLE "SHOP"."ORDERS" 
   (	"ID" NUMBER(10,0) GENERATED ALWAYS AS IDENTITY MINVALUE 1 MAXVALUE 9999 INCREMENT BY 1 START WITH 1 CACHE 20 NOORDER  NOCYCLE  NOT NULL ENABLE, 
	"NAME" VARCHAR2(50 CHAR) DEFAULT 'x' NOT NULL ENABLE, 
	"NOTE" NVARCHAR2(10), 
	"AMOUNT" NUMBER(*,2), 
	"ANY_NUMBER" NUMBER, 
	"SMALL" NUMBER(3), 
	"MADE" DATE DEFAULT sysdate, 
	"SEEN" TIMESTAMP (6) WITH LOCAL TIME ZONE, 
	"BODY" CLOB, 
	"RAWS" RAW(16), 
	"RATIO" BINARY_DOUBLE,
	"SPAN" INTERVAL DAY (2) TO SECOND (6),
	"FLAG" CHAR(1 BYTE) DEFAULT 'N',
	 CONSTRAINT "ORDERS_FLAG" CHECK (flag IN ('Y','N')) ENABLE, 
	 CONSTRAINT "ORDERS_NAME" CHECK (REGEXP_LIKE("NAME", '^[A-Z]')) ENABLE,
	 SUPPLEMENTAL LOG DATA (ALL) COLUMNS,
	 PRIMARY KEY ("ID")
  USING INDEX PCTFREE 10 INITRANS 2 STORAGE(INITIAL 65536 NEXT 1048576) TABLESPACE "USERS"  ENABLE
   ) SEGMENT CREATION IMMEDIATE 
  PCTFREE 10 PCTUSED 40 LOB ("BODY") STORE AS SECUREFILE (TABLESPACE "USERS" ENABLE STORAGE IN ROW CHUNK 8192) ;

   COMMENT ON COLUMN "SHOP"."ORDERS"."NAME" IS 'What it''s called';
   COMMENT ON TABLE "SHOP"."ORDERS"  IS 'What was sold';
CREATE OR REPLACE EDITIONABLE PACKAGE BODY "SHOP"."P" AS
  PROCEDURE x IS BEGIN
    EXECUTE IMMEDIATE 'CREATE TABLE y (z NUMBER)';
    FOR i IN 1..2 LOOP NULL; END LOOP;
  END x;
END P;
/
CREATE OR REPLACE TRIGGER "T" BEFORE INSERT ON orders FOR EACH ROW
DECLARE v NUMBER;
BEGIN
  v := 1;
END;
/
ALTER TABLE "SHOP"."ORDERS" ADD ("EXTRA" VARCHAR2(5) DEFAULT q'[it's]', "MORE" NUMBER(4) NOT NULL);
ALTER TABLE "SHOP"."ORDERS" MODIFY ("NOTE" NOT NULL ENABLE);
  ALTER TABLE "SHOP"."ORDERS" ADD CONSTRAINT "FK" FOREIGN KEY ("SMALL")
	  REFERENCES "SHOP"."CODES" ENABLE;
CREATE GLOBAL TEMPORARY TABLE CODES (CODE NUMBER(3) PRIMARY KEY) ON COMMIT DELETE ROWS
/
`)
    expect(graph.problems).toEqual([])
    expect(graph.objects).toMatchObject([{ name: 'ORDERS', description: 'What was sold' }, { name: 'CODES' }])
    expect(columnsOf(graph, 'ORDERS')).toEqual({
      ID: { types: ['integer'], minimum: -9_999_999_999, maximum: 9_999_999_999, readOnly: true, required: true, description: 'Primary key.' },
      NAME: { types: ['text'], maxLength: 50, pattern: '^[A-Z]', default: 'x', required: true, description: "What it's called" },
      NOTE: { types: ['text'], maxLength: 10, required: true },
      AMOUNT: { types: ['number'], multipleOf: 0.01, nullable: true, required: false },
      ANY_NUMBER: { types: ['number'], nullable: true, required: false },
      SMALL: { types: ['integer'], minimum: -999, maximum: 999, nullable: true, required: false, description: 'Refers to CODES.CODE.' },
      MADE: { types: ['text'], format: 'date-time', description: 'Default: sysdate', nullable: true, required: false },
      SEEN: { types: ['text'], format: 'date-time', nullable: true, required: false },
      BODY: { types: ['text'], nullable: true, required: false },
      RAWS: { types: ['text'], format: 'byte', nullable: true, required: false },
      RATIO: { types: ['number'], format: 'double', nullable: true, required: false },
      SPAN: { types: ['text'], format: 'duration', nullable: true, required: false },
      FLAG: { types: ['text'], maxLength: 1, enum: ['Y', 'N'], default: 'N', nullable: true, required: false },
      EXTRA: { types: ['text'], maxLength: 5, default: "it's", nullable: true, required: false },
      MORE: { types: ['integer'], minimum: -9_999, maximum: 9_999, required: true },
    })
  })

  test('scripts written by hand: no schemas, no quotes, no semicolons, migrations one after the other', () => {
    const { graph, places } = readSql(
      `create table if not exists customers (
  id serial primary key, -- the key; of all
  email varchar(255) unique not null check (length(email) >= 3 and email <> ''),
  kind varchar(10) default 'new' check (kind in ('new', 'old') or kind is null),
  rating numeric(3, 1) check (rating between 0 and 10),
  boss int references customers on delete set default,
  code char(2) not null collate "C" default 'DE',
  made timestamp default current_timestamp not null,
  big double precision not null default -1.5e3,
  check (rating > 1 or boss is null)
)

create table Orders (id bigint generated always as identity, customer_id int not null, primary key (id),
  foreign key (customer_id) references customers)
alter table orders add column note varchar(20) default null, add extra int
alter table ORDERS drop column extra
`,
      `ALTER TABLE customers RENAME COLUMN boss TO chief;
ALTER TABLE customers ALTER COLUMN kind TYPE text, ALTER COLUMN kind SET NOT NULL, ALTER code DROP NOT NULL, ALTER code DROP DEFAULT;
ALTER TABLE customers ADD CONSTRAINT big_small CHECK (big < 100);
ALTER TABLE nowhere ADD x int;
COMMENT ON COLUMN customers.chief IS 'Who leads.';`,
    )
    expect(graph.problems).toEqual([])
    expect(graph.objects.map(({ name, description }) => [name, description])).toEqual([
      ['customers', 'Must hold: rating > 1 or boss is null'],
      ['Orders', undefined],
    ])
    expect(columnsOf(graph, 'customers')).toEqual({
      id: { types: ['integer'], format: 'int32', readOnly: true, required: true, description: 'Primary key.' },
      email: { types: ['text'], minLength: 3, maxLength: 255, required: true, description: 'Unique.' },
      kind: { types: ['text'], enum: ['new', 'old'], default: 'new', required: true },
      rating: { types: ['number'], minimum: 0, maximum: 10, multipleOf: 0.1, nullable: true, required: false },
      chief: { types: ['integer'], format: 'int32', nullable: true, required: false, description: 'Who leads.\nRefers to customers.id.' },
      code: { types: ['text'], maxLength: 2, nullable: true, required: false },
      made: { types: ['text'], format: 'date-time', description: 'Default: current_timestamp', required: true },
      big: { types: ['number'], format: 'double', exclusiveMaximum: 100, default: -1500, required: true },
    })
    expect(columnsOf(graph, 'Orders')).toEqual({
      id: { types: ['integer'], format: 'int64', readOnly: true, required: true, description: 'Primary key.' },
      customer_id: { types: ['integer'], format: 'int32', required: true, description: 'Refers to customers.id.' },
      note: { types: ['text'], maxLength: 20, nullable: true, required: false },
    })
    expect([...places.values()].map(({ line }) => line ?? 0).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 13, 13, 15])
  })
})

test('views are left out and named in one finding; a table that stands in for a view is read', () => {
  const { graph } = readSql(`
CREATE TABLE a (id int);
CREATE TABLE IF NOT EXISTS stand_in (id int, total int);
CREATE OR REPLACE ALGORITHM=UNDEFINED DEFINER=\`root\`@\`%\` SQL SECURITY DEFINER VIEW \`stand_in\` AS SELECT 1 AS id, 2 AS total;
CREATE MATERIALIZED VIEW IF NOT EXISTS shop.per_day AS SELECT 1;
CREATE OR REPLACE FORCE EDITIONABLE VIEW "S"."Odd Name" ("A") AS SELECT 1 FROM dual;
CREATE INDEX view ON a (id);
CREATE SEQUENCE s;
`)
  expect(graph.objects.map(({ name }) => name)).toEqual(['a', 'stand_in'])
  expect(graph.problems).toEqual([
    {
      code: 'unsupported-construct',
      at: expect.stringMatching(/, line 5$/),
      message: '2 views are left out: `per_day`, `Odd Name`. To map from one, write its columns as a CREATE TABLE.',
    },
  ])
  const many = readSql(`CREATE TABLE a (id int);\n${Array.from({ length: 2_000 }, (_, i) => `CREATE VIEW v${i} AS SELECT 1;`).join('\n')}`)
  expect(many.graph.problems.map(({ message }) => message)).toEqual([expect.stringMatching(/^2000 views are left out: `v0`, .{30,60} and 1992 more\. /)])
})
