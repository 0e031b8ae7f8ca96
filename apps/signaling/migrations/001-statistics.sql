-- Daily totals of the signalling functions: counts per day, nothing about anybody. Safe to run again.
SET XACT_ABORT ON;
GO

IF SCHEMA_ID(N'stats') IS NULL
  EXEC (N'CREATE SCHEMA stats');
GO

IF OBJECT_ID(N'stats.daily_total', N'U') IS NULL
  CREATE TABLE stats.daily_total (
    day date NOT NULL,
    measure varchar(40) NOT NULL,
    -- The functions hold back smaller counts, which might point at somebody; so does the table.
    total bigint NOT NULL CONSTRAINT daily_total_is_not_small CHECK (total >= 5),
    CONSTRAINT daily_total_key PRIMARY KEY CLUSTERED (day, measure)
  );
GO

-- Takes all totals of some finished days, as JSON: [{"day":"2026-11-21","measure":"calls","total":42}, …].
-- A day that is sent again is replaced as a whole.
CREATE OR ALTER PROCEDURE stats.store_daily
  @totals nvarchar(max)
AS
BEGIN
  SET NOCOUNT ON;
  SET XACT_ABORT ON;

  DECLARE @rows TABLE (
    day date NOT NULL,
    measure varchar(40) NOT NULL,
    total bigint NOT NULL,
    PRIMARY KEY (day, measure)
  );

  INSERT INTO @rows (day, measure, total)
  SELECT day, measure, total
  FROM OPENJSON(@totals) WITH (day date '$.day', measure varchar(40) '$.measure', total bigint '$.total');

  BEGIN TRANSACTION;
    DELETE FROM stats.daily_total WHERE day IN (SELECT day FROM @rows);
    INSERT INTO stats.daily_total (day, measure, total)
    SELECT day, measure, total FROM @rows;
  COMMIT TRANSACTION;
END;
GO
