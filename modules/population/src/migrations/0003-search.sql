CREATE INDEX person_name ON population.person (left(search_key, 200) COLLATE "C", person_id);
CREATE INDEX person_words ON population.person USING gin (array_to_tsvector(array_remove(string_to_array(left(search_key, 200), ' '), '')));
CREATE INDEX person_old_ids ON population.person USING gin (old_ids);
