// Loads the tables beside this file into Neo4j 5 or later. Run it again and it changes nothing.
// Put them where the server may read them, say where that is, and run the script:
//   :param folder => 'file:///'
//   cypher-shell -P "{folder: 'file:///'}" -f load.cypher
// An empty database fills faster with the import tool:
//   neo4j-admin database import full --nodes=nodes.csv --nodes=listings.csv --nodes=sources.csv
//     --relationships=edges.csv --relationships=listed.csv
CREATE CONSTRAINT thing_id IF NOT EXISTS FOR (n:Thing) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT listing_id IF NOT EXISTS FOR (n:Listing) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT source_id IF NOT EXISTS FOR (n:Source) REQUIRE n.id IS UNIQUE;

LOAD CSV WITH HEADERS FROM $folder + 'nodes.csv' AS row
CALL { WITH row
  MERGE (n:Thing {id: row.`id:ID(Thing)`})
  SET n.`kind` = row.`kind`
  SET n.`name` = row.`name`
  SET n.`native_name` = row.`native_name`
  SET n.`country` = row.`country`
  SET n.`other_names` = split(row.`other_names:string[]`, ';')
  SET n.`identifiers` = split(row.`identifiers:string[]`, ';')
  SET n.`chpl` = row.`chpl`
  SET n.`listed` = split(row.`listed:string[]`, ';')
  SET n.`status` = row.`status`
  SET n.`note` = row.`note`
  SET n.`tags` = split(row.`tags:string[]`, ';')
  SET n.`recorded` = row.`recorded`
  SET n.`sources` = split(row.`sources:string[]`, ';')
  SET n.`location` = row.`location`
  SET n.`same_as` = split(row.`same_as:string[]`, ';')
} IN TRANSACTIONS OF 10000 ROWS;

MATCH (n:Thing) WHERE n.kind = 'company' SET n:Company;

MATCH (n:Thing) WHERE n.kind = 'group' SET n:Group;

MATCH (n:Thing) WHERE n.kind = 'person' SET n:Person;

MATCH (n:Thing) WHERE n.kind = 'public-body' SET n:PublicBody;

MATCH (n:Thing) WHERE n.kind = 'vessel' SET n:Vessel;

MATCH (n:Thing) WHERE n.kind = 'system' SET n:System;

MATCH (n:Thing) WHERE n.kind = 'country' SET n:Country;

MATCH (n:Thing) WHERE n.kind = 'good' SET n:Good;

LOAD CSV WITH HEADERS FROM $folder + 'sources.csv' AS row
CALL { WITH row
  MERGE (n:Source {id: row.`id:ID(Source)`})
  SET n.`publisher` = row.`publisher`
  SET n.`title` = row.`title`
  SET n.`date` = row.`date`
  SET n.`url` = row.`url`
  SET n.`reliability` = row.`reliability`
  SET n.`licence` = row.`licence`
  SET n.`note` = row.`note`
  SET n.`location` = row.`location`
} IN TRANSACTIONS OF 10000 ROWS;

LOAD CSV WITH HEADERS FROM $folder + 'listings.csv' AS row
CALL { WITH row
  MERGE (n:Listing {id: row.`id:ID(Listing)`})
  SET n.`party_name` = row.`party_name`
  SET n.`authority` = row.`authority`
  SET n.`programme` = row.`programme`
  SET n.`measure` = row.`measure`
  SET n.`from` = row.`from`
  SET n.`until` = row.`until`
  SET n.`between` = row.`between`
  SET n.`entry` = row.`entry`
  SET n.`effect` = row.`effect`
  SET n.`status` = row.`status`
  SET n.`note` = row.`note`
  SET n.`sources` = split(row.`sources:string[]`, ';')
  SET n.`evidence` = row.`evidence`
  SET n.`location` = row.`location`
} IN TRANSACTIONS OF 10000 ROWS;

LOAD CSV WITH HEADERS FROM $folder + 'edges.csv' AS row
WITH row WHERE row.`:TYPE` = 'SUPPLIES'
CALL { WITH row
  MATCH (a:Thing {id: row.`:START_ID(Thing)`}) MATCH (b:Thing {id: row.`:END_ID(Thing)`})
  MERGE (a)-[r:SUPPLIES {id: row.id}]->(b)
  SET r.`kind` = row.`kind`
  SET r.`from_name` = row.`from_name`
  SET r.`says` = row.`says`
  SET r.`to_name` = row.`to_name`
  SET r.`goods` = split(row.`goods:string[]`, ';')
  SET r.`goods_names` = split(row.`goods_names:string[]`, ';')
  SET r.`period` = row.`period`
  SET r.`first_day` = date(row.`first_day:date`)
  SET r.`last_day` = date(row.`last_day:date`)
  SET r.`attested` = row.`attested`
  SET r.`grade` = row.`grade`
  SET r.`basis` = row.`basis`
  SET r.`status` = row.`status`
  SET r.`share` = row.`share`
  SET r.`share_min` = toFloat(row.`share_min:double`)
  SET r.`share_max` = toFloat(row.`share_max:double`)
  SET r.`share_text` = row.`share_text`
  SET r.`votes` = row.`votes`
  SET r.`votes_min` = toFloat(row.`votes_min:double`)
  SET r.`votes_max` = toFloat(row.`votes_max:double`)
  SET r.`arrangement` = row.`arrangement`
  SET r.`quantity` = toFloat(row.`quantity:double`)
  SET r.`unit` = row.`unit`
  SET r.`quantity_text` = row.`quantity_text`
  SET r.`value` = toFloat(row.`value:double`)
  SET r.`currency` = row.`currency`
  SET r.`value_text` = row.`value_text`
  SET r.`shipments` = toInteger(row.`shipments:int`)
  SET r.`directness` = row.`directness`
  SET r.`through` = split(row.`through:string[]`, ';')
  SET r.`total` = row.`total`
  SET r.`supplier` = row.`supplier`
  SET r.`note` = row.`note`
  SET r.`tags` = split(row.`tags:string[]`, ';')
  SET r.`recorded` = row.`recorded`
  SET r.`sources` = split(row.`sources:string[]`, ';')
  SET r.`source_titles` = split(row.`source_titles:string[]`, ';')
  SET r.`source_urls` = split(row.`source_urls:string[]`, ';')
  SET r.`evidence` = row.`evidence`
  SET r.`location` = row.`location`
} IN TRANSACTIONS OF 10000 ROWS;

LOAD CSV WITH HEADERS FROM $folder + 'edges.csv' AS row
WITH row WHERE row.`:TYPE` = 'OWNS'
CALL { WITH row
  MATCH (a:Thing {id: row.`:START_ID(Thing)`}) MATCH (b:Thing {id: row.`:END_ID(Thing)`})
  MERGE (a)-[r:OWNS {id: row.id}]->(b)
  SET r.`kind` = row.`kind`
  SET r.`from_name` = row.`from_name`
  SET r.`says` = row.`says`
  SET r.`to_name` = row.`to_name`
  SET r.`goods` = split(row.`goods:string[]`, ';')
  SET r.`goods_names` = split(row.`goods_names:string[]`, ';')
  SET r.`period` = row.`period`
  SET r.`first_day` = date(row.`first_day:date`)
  SET r.`last_day` = date(row.`last_day:date`)
  SET r.`attested` = row.`attested`
  SET r.`grade` = row.`grade`
  SET r.`basis` = row.`basis`
  SET r.`status` = row.`status`
  SET r.`share` = row.`share`
  SET r.`share_min` = toFloat(row.`share_min:double`)
  SET r.`share_max` = toFloat(row.`share_max:double`)
  SET r.`share_text` = row.`share_text`
  SET r.`votes` = row.`votes`
  SET r.`votes_min` = toFloat(row.`votes_min:double`)
  SET r.`votes_max` = toFloat(row.`votes_max:double`)
  SET r.`arrangement` = row.`arrangement`
  SET r.`quantity` = toFloat(row.`quantity:double`)
  SET r.`unit` = row.`unit`
  SET r.`quantity_text` = row.`quantity_text`
  SET r.`value` = toFloat(row.`value:double`)
  SET r.`currency` = row.`currency`
  SET r.`value_text` = row.`value_text`
  SET r.`shipments` = toInteger(row.`shipments:int`)
  SET r.`directness` = row.`directness`
  SET r.`through` = split(row.`through:string[]`, ';')
  SET r.`total` = row.`total`
  SET r.`supplier` = row.`supplier`
  SET r.`note` = row.`note`
  SET r.`tags` = split(row.`tags:string[]`, ';')
  SET r.`recorded` = row.`recorded`
  SET r.`sources` = split(row.`sources:string[]`, ';')
  SET r.`source_titles` = split(row.`source_titles:string[]`, ';')
  SET r.`source_urls` = split(row.`source_urls:string[]`, ';')
  SET r.`evidence` = row.`evidence`
  SET r.`location` = row.`location`
} IN TRANSACTIONS OF 10000 ROWS;

LOAD CSV WITH HEADERS FROM $folder + 'edges.csv' AS row
WITH row WHERE row.`:TYPE` = 'CONTROLS'
CALL { WITH row
  MATCH (a:Thing {id: row.`:START_ID(Thing)`}) MATCH (b:Thing {id: row.`:END_ID(Thing)`})
  MERGE (a)-[r:CONTROLS {id: row.id}]->(b)
  SET r.`kind` = row.`kind`
  SET r.`from_name` = row.`from_name`
  SET r.`says` = row.`says`
  SET r.`to_name` = row.`to_name`
  SET r.`goods` = split(row.`goods:string[]`, ';')
  SET r.`goods_names` = split(row.`goods_names:string[]`, ';')
  SET r.`period` = row.`period`
  SET r.`first_day` = date(row.`first_day:date`)
  SET r.`last_day` = date(row.`last_day:date`)
  SET r.`attested` = row.`attested`
  SET r.`grade` = row.`grade`
  SET r.`basis` = row.`basis`
  SET r.`status` = row.`status`
  SET r.`share` = row.`share`
  SET r.`share_min` = toFloat(row.`share_min:double`)
  SET r.`share_max` = toFloat(row.`share_max:double`)
  SET r.`share_text` = row.`share_text`
  SET r.`votes` = row.`votes`
  SET r.`votes_min` = toFloat(row.`votes_min:double`)
  SET r.`votes_max` = toFloat(row.`votes_max:double`)
  SET r.`arrangement` = row.`arrangement`
  SET r.`quantity` = toFloat(row.`quantity:double`)
  SET r.`unit` = row.`unit`
  SET r.`quantity_text` = row.`quantity_text`
  SET r.`value` = toFloat(row.`value:double`)
  SET r.`currency` = row.`currency`
  SET r.`value_text` = row.`value_text`
  SET r.`shipments` = toInteger(row.`shipments:int`)
  SET r.`directness` = row.`directness`
  SET r.`through` = split(row.`through:string[]`, ';')
  SET r.`total` = row.`total`
  SET r.`supplier` = row.`supplier`
  SET r.`note` = row.`note`
  SET r.`tags` = split(row.`tags:string[]`, ';')
  SET r.`recorded` = row.`recorded`
  SET r.`sources` = split(row.`sources:string[]`, ';')
  SET r.`source_titles` = split(row.`source_titles:string[]`, ';')
  SET r.`source_urls` = split(row.`source_urls:string[]`, ';')
  SET r.`evidence` = row.`evidence`
  SET r.`location` = row.`location`
} IN TRANSACTIONS OF 10000 ROWS;

LOAD CSV WITH HEADERS FROM $folder + 'edges.csv' AS row
WITH row WHERE row.`:TYPE` = 'DIRECTS'
CALL { WITH row
  MATCH (a:Thing {id: row.`:START_ID(Thing)`}) MATCH (b:Thing {id: row.`:END_ID(Thing)`})
  MERGE (a)-[r:DIRECTS {id: row.id}]->(b)
  SET r.`kind` = row.`kind`
  SET r.`from_name` = row.`from_name`
  SET r.`says` = row.`says`
  SET r.`to_name` = row.`to_name`
  SET r.`goods` = split(row.`goods:string[]`, ';')
  SET r.`goods_names` = split(row.`goods_names:string[]`, ';')
  SET r.`period` = row.`period`
  SET r.`first_day` = date(row.`first_day:date`)
  SET r.`last_day` = date(row.`last_day:date`)
  SET r.`attested` = row.`attested`
  SET r.`grade` = row.`grade`
  SET r.`basis` = row.`basis`
  SET r.`status` = row.`status`
  SET r.`share` = row.`share`
  SET r.`share_min` = toFloat(row.`share_min:double`)
  SET r.`share_max` = toFloat(row.`share_max:double`)
  SET r.`share_text` = row.`share_text`
  SET r.`votes` = row.`votes`
  SET r.`votes_min` = toFloat(row.`votes_min:double`)
  SET r.`votes_max` = toFloat(row.`votes_max:double`)
  SET r.`arrangement` = row.`arrangement`
  SET r.`quantity` = toFloat(row.`quantity:double`)
  SET r.`unit` = row.`unit`
  SET r.`quantity_text` = row.`quantity_text`
  SET r.`value` = toFloat(row.`value:double`)
  SET r.`currency` = row.`currency`
  SET r.`value_text` = row.`value_text`
  SET r.`shipments` = toInteger(row.`shipments:int`)
  SET r.`directness` = row.`directness`
  SET r.`through` = split(row.`through:string[]`, ';')
  SET r.`total` = row.`total`
  SET r.`supplier` = row.`supplier`
  SET r.`note` = row.`note`
  SET r.`tags` = split(row.`tags:string[]`, ';')
  SET r.`recorded` = row.`recorded`
  SET r.`sources` = split(row.`sources:string[]`, ';')
  SET r.`source_titles` = split(row.`source_titles:string[]`, ';')
  SET r.`source_urls` = split(row.`source_urls:string[]`, ';')
  SET r.`evidence` = row.`evidence`
  SET r.`location` = row.`location`
} IN TRANSACTIONS OF 10000 ROWS;

LOAD CSV WITH HEADERS FROM $folder + 'edges.csv' AS row
WITH row WHERE row.`:TYPE` = 'PART_OF'
CALL { WITH row
  MATCH (a:Thing {id: row.`:START_ID(Thing)`}) MATCH (b:Thing {id: row.`:END_ID(Thing)`})
  MERGE (a)-[r:PART_OF {id: row.id}]->(b)
  SET r.`kind` = row.`kind`
  SET r.`from_name` = row.`from_name`
  SET r.`says` = row.`says`
  SET r.`to_name` = row.`to_name`
  SET r.`goods` = split(row.`goods:string[]`, ';')
  SET r.`goods_names` = split(row.`goods_names:string[]`, ';')
  SET r.`period` = row.`period`
  SET r.`first_day` = date(row.`first_day:date`)
  SET r.`last_day` = date(row.`last_day:date`)
  SET r.`attested` = row.`attested`
  SET r.`grade` = row.`grade`
  SET r.`basis` = row.`basis`
  SET r.`status` = row.`status`
  SET r.`share` = row.`share`
  SET r.`share_min` = toFloat(row.`share_min:double`)
  SET r.`share_max` = toFloat(row.`share_max:double`)
  SET r.`share_text` = row.`share_text`
  SET r.`votes` = row.`votes`
  SET r.`votes_min` = toFloat(row.`votes_min:double`)
  SET r.`votes_max` = toFloat(row.`votes_max:double`)
  SET r.`arrangement` = row.`arrangement`
  SET r.`quantity` = toFloat(row.`quantity:double`)
  SET r.`unit` = row.`unit`
  SET r.`quantity_text` = row.`quantity_text`
  SET r.`value` = toFloat(row.`value:double`)
  SET r.`currency` = row.`currency`
  SET r.`value_text` = row.`value_text`
  SET r.`shipments` = toInteger(row.`shipments:int`)
  SET r.`directness` = row.`directness`
  SET r.`through` = split(row.`through:string[]`, ';')
  SET r.`total` = row.`total`
  SET r.`supplier` = row.`supplier`
  SET r.`note` = row.`note`
  SET r.`tags` = split(row.`tags:string[]`, ';')
  SET r.`recorded` = row.`recorded`
  SET r.`sources` = split(row.`sources:string[]`, ';')
  SET r.`source_titles` = split(row.`source_titles:string[]`, ';')
  SET r.`source_urls` = split(row.`source_urls:string[]`, ';')
  SET r.`evidence` = row.`evidence`
  SET r.`location` = row.`location`
} IN TRANSACTIONS OF 10000 ROWS;

LOAD CSV WITH HEADERS FROM $folder + 'edges.csv' AS row
WITH row WHERE row.`:TYPE` = 'LINKED_TO'
CALL { WITH row
  MATCH (a:Thing {id: row.`:START_ID(Thing)`}) MATCH (b:Thing {id: row.`:END_ID(Thing)`})
  MERGE (a)-[r:LINKED_TO {id: row.id}]->(b)
  SET r.`kind` = row.`kind`
  SET r.`from_name` = row.`from_name`
  SET r.`says` = row.`says`
  SET r.`to_name` = row.`to_name`
  SET r.`goods` = split(row.`goods:string[]`, ';')
  SET r.`goods_names` = split(row.`goods_names:string[]`, ';')
  SET r.`period` = row.`period`
  SET r.`first_day` = date(row.`first_day:date`)
  SET r.`last_day` = date(row.`last_day:date`)
  SET r.`attested` = row.`attested`
  SET r.`grade` = row.`grade`
  SET r.`basis` = row.`basis`
  SET r.`status` = row.`status`
  SET r.`share` = row.`share`
  SET r.`share_min` = toFloat(row.`share_min:double`)
  SET r.`share_max` = toFloat(row.`share_max:double`)
  SET r.`share_text` = row.`share_text`
  SET r.`votes` = row.`votes`
  SET r.`votes_min` = toFloat(row.`votes_min:double`)
  SET r.`votes_max` = toFloat(row.`votes_max:double`)
  SET r.`arrangement` = row.`arrangement`
  SET r.`quantity` = toFloat(row.`quantity:double`)
  SET r.`unit` = row.`unit`
  SET r.`quantity_text` = row.`quantity_text`
  SET r.`value` = toFloat(row.`value:double`)
  SET r.`currency` = row.`currency`
  SET r.`value_text` = row.`value_text`
  SET r.`shipments` = toInteger(row.`shipments:int`)
  SET r.`directness` = row.`directness`
  SET r.`through` = split(row.`through:string[]`, ';')
  SET r.`total` = row.`total`
  SET r.`supplier` = row.`supplier`
  SET r.`note` = row.`note`
  SET r.`tags` = split(row.`tags:string[]`, ';')
  SET r.`recorded` = row.`recorded`
  SET r.`sources` = split(row.`sources:string[]`, ';')
  SET r.`source_titles` = split(row.`source_titles:string[]`, ';')
  SET r.`source_urls` = split(row.`source_urls:string[]`, ';')
  SET r.`evidence` = row.`evidence`
  SET r.`location` = row.`location`
} IN TRANSACTIONS OF 10000 ROWS;

LOAD CSV WITH HEADERS FROM $folder + 'edges.csv' AS row
WITH row WHERE row.`:TYPE` = 'PRODUCES'
CALL { WITH row
  MATCH (a:Thing {id: row.`:START_ID(Thing)`}) MATCH (b:Thing {id: row.`:END_ID(Thing)`})
  MERGE (a)-[r:PRODUCES {id: row.id}]->(b)
  SET r.`kind` = row.`kind`
  SET r.`from_name` = row.`from_name`
  SET r.`says` = row.`says`
  SET r.`to_name` = row.`to_name`
  SET r.`goods` = split(row.`goods:string[]`, ';')
  SET r.`goods_names` = split(row.`goods_names:string[]`, ';')
  SET r.`period` = row.`period`
  SET r.`first_day` = date(row.`first_day:date`)
  SET r.`last_day` = date(row.`last_day:date`)
  SET r.`attested` = row.`attested`
  SET r.`grade` = row.`grade`
  SET r.`basis` = row.`basis`
  SET r.`status` = row.`status`
  SET r.`share` = row.`share`
  SET r.`share_min` = toFloat(row.`share_min:double`)
  SET r.`share_max` = toFloat(row.`share_max:double`)
  SET r.`share_text` = row.`share_text`
  SET r.`votes` = row.`votes`
  SET r.`votes_min` = toFloat(row.`votes_min:double`)
  SET r.`votes_max` = toFloat(row.`votes_max:double`)
  SET r.`arrangement` = row.`arrangement`
  SET r.`quantity` = toFloat(row.`quantity:double`)
  SET r.`unit` = row.`unit`
  SET r.`quantity_text` = row.`quantity_text`
  SET r.`value` = toFloat(row.`value:double`)
  SET r.`currency` = row.`currency`
  SET r.`value_text` = row.`value_text`
  SET r.`shipments` = toInteger(row.`shipments:int`)
  SET r.`directness` = row.`directness`
  SET r.`through` = split(row.`through:string[]`, ';')
  SET r.`total` = row.`total`
  SET r.`supplier` = row.`supplier`
  SET r.`note` = row.`note`
  SET r.`tags` = split(row.`tags:string[]`, ';')
  SET r.`recorded` = row.`recorded`
  SET r.`sources` = split(row.`sources:string[]`, ';')
  SET r.`source_titles` = split(row.`source_titles:string[]`, ';')
  SET r.`source_urls` = split(row.`source_urls:string[]`, ';')
  SET r.`evidence` = row.`evidence`
  SET r.`location` = row.`location`
} IN TRANSACTIONS OF 10000 ROWS;

LOAD CSV WITH HEADERS FROM $folder + 'edges.csv' AS row
WITH row WHERE row.`:TYPE` = 'USED_IN'
CALL { WITH row
  MATCH (a:Thing {id: row.`:START_ID(Thing)`}) MATCH (b:Thing {id: row.`:END_ID(Thing)`})
  MERGE (a)-[r:USED_IN {id: row.id}]->(b)
  SET r.`kind` = row.`kind`
  SET r.`from_name` = row.`from_name`
  SET r.`says` = row.`says`
  SET r.`to_name` = row.`to_name`
  SET r.`goods` = split(row.`goods:string[]`, ';')
  SET r.`goods_names` = split(row.`goods_names:string[]`, ';')
  SET r.`period` = row.`period`
  SET r.`first_day` = date(row.`first_day:date`)
  SET r.`last_day` = date(row.`last_day:date`)
  SET r.`attested` = row.`attested`
  SET r.`grade` = row.`grade`
  SET r.`basis` = row.`basis`
  SET r.`status` = row.`status`
  SET r.`share` = row.`share`
  SET r.`share_min` = toFloat(row.`share_min:double`)
  SET r.`share_max` = toFloat(row.`share_max:double`)
  SET r.`share_text` = row.`share_text`
  SET r.`votes` = row.`votes`
  SET r.`votes_min` = toFloat(row.`votes_min:double`)
  SET r.`votes_max` = toFloat(row.`votes_max:double`)
  SET r.`arrangement` = row.`arrangement`
  SET r.`quantity` = toFloat(row.`quantity:double`)
  SET r.`unit` = row.`unit`
  SET r.`quantity_text` = row.`quantity_text`
  SET r.`value` = toFloat(row.`value:double`)
  SET r.`currency` = row.`currency`
  SET r.`value_text` = row.`value_text`
  SET r.`shipments` = toInteger(row.`shipments:int`)
  SET r.`directness` = row.`directness`
  SET r.`through` = split(row.`through:string[]`, ';')
  SET r.`total` = row.`total`
  SET r.`supplier` = row.`supplier`
  SET r.`note` = row.`note`
  SET r.`tags` = split(row.`tags:string[]`, ';')
  SET r.`recorded` = row.`recorded`
  SET r.`sources` = split(row.`sources:string[]`, ';')
  SET r.`source_titles` = split(row.`source_titles:string[]`, ';')
  SET r.`source_urls` = split(row.`source_urls:string[]`, ';')
  SET r.`evidence` = row.`evidence`
  SET r.`location` = row.`location`
} IN TRANSACTIONS OF 10000 ROWS;

LOAD CSV WITH HEADERS FROM $folder + 'edges.csv' AS row
WITH row WHERE row.`:TYPE` = 'ASSOCIATED_WITH'
CALL { WITH row
  MATCH (a:Thing {id: row.`:START_ID(Thing)`}) MATCH (b:Thing {id: row.`:END_ID(Thing)`})
  MERGE (a)-[r:ASSOCIATED_WITH {id: row.id}]->(b)
  SET r.`kind` = row.`kind`
  SET r.`from_name` = row.`from_name`
  SET r.`says` = row.`says`
  SET r.`to_name` = row.`to_name`
  SET r.`goods` = split(row.`goods:string[]`, ';')
  SET r.`goods_names` = split(row.`goods_names:string[]`, ';')
  SET r.`period` = row.`period`
  SET r.`first_day` = date(row.`first_day:date`)
  SET r.`last_day` = date(row.`last_day:date`)
  SET r.`attested` = row.`attested`
  SET r.`grade` = row.`grade`
  SET r.`basis` = row.`basis`
  SET r.`status` = row.`status`
  SET r.`share` = row.`share`
  SET r.`share_min` = toFloat(row.`share_min:double`)
  SET r.`share_max` = toFloat(row.`share_max:double`)
  SET r.`share_text` = row.`share_text`
  SET r.`votes` = row.`votes`
  SET r.`votes_min` = toFloat(row.`votes_min:double`)
  SET r.`votes_max` = toFloat(row.`votes_max:double`)
  SET r.`arrangement` = row.`arrangement`
  SET r.`quantity` = toFloat(row.`quantity:double`)
  SET r.`unit` = row.`unit`
  SET r.`quantity_text` = row.`quantity_text`
  SET r.`value` = toFloat(row.`value:double`)
  SET r.`currency` = row.`currency`
  SET r.`value_text` = row.`value_text`
  SET r.`shipments` = toInteger(row.`shipments:int`)
  SET r.`directness` = row.`directness`
  SET r.`through` = split(row.`through:string[]`, ';')
  SET r.`total` = row.`total`
  SET r.`supplier` = row.`supplier`
  SET r.`note` = row.`note`
  SET r.`tags` = split(row.`tags:string[]`, ';')
  SET r.`recorded` = row.`recorded`
  SET r.`sources` = split(row.`sources:string[]`, ';')
  SET r.`source_titles` = split(row.`source_titles:string[]`, ';')
  SET r.`source_urls` = split(row.`source_urls:string[]`, ';')
  SET r.`evidence` = row.`evidence`
  SET r.`location` = row.`location`
} IN TRANSACTIONS OF 10000 ROWS;

LOAD CSV WITH HEADERS FROM $folder + 'listed.csv' AS row
CALL { WITH row
  MATCH (a:Listing {id: row.`:START_ID(Listing)`}) MATCH (b:Thing {id: row.`:END_ID(Thing)`})
  MERGE (a)-[r:LISTED]->(b)
} IN TRANSACTIONS OF 10000 ROWS;
