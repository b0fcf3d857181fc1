import SQLite

/// Sources and outlets that no row refers to any more.
enum UnusedRows {
  /// Takes them away, but for those that a person has decided about.
  static func delete(_ connection: Connection) throws(SQLiteError) {
    try connection.execute(
      """
      CREATE TEMP TABLE used AS
        SELECT source_id AS id FROM mentions
        UNION SELECT source_id FROM statements WHERE source_id IS NOT NULL
        UNION SELECT subject_id FROM relations
        UNION SELECT object_id FROM relations
        UNION SELECT asserted_by FROM relations WHERE asserted_by IS NOT NULL
        UNION SELECT merged_into FROM sources WHERE merged_into IS NOT NULL
        UNION SELECT id FROM sources WHERE merged_into IS NOT NULL
        UNION SELECT s.id FROM sources s JOIN decisions d
          ON d.target = 'source' AND d.subject = s.key;
      DELETE FROM source_names WHERE source_id NOT IN (SELECT id FROM used);
      DELETE FROM sources WHERE id NOT IN (SELECT id FROM used);
      DROP TABLE used;
      DELETE FROM outlets
      WHERE id NOT IN (SELECT outlet_id FROM articles WHERE outlet_id IS NOT NULL)
        AND key NOT IN (SELECT subject FROM decisions WHERE target = 'outlet');
      """)
  }
}
