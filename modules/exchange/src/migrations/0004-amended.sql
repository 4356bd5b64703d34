INSERT INTO exchange.topic (topic_id, name, agency_code, created_at)
  VALUES (md5('dinhdanh:topic:person.amended')::uuid, 'person.amended', NULL, now());
