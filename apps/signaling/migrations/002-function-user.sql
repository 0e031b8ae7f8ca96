-- The functions' identity as a user of this database alone. Safe to run again, also after the identity was replaced.
--
--   sqlcmd -G … -v FunctionIdentityName="id-func-prod" FunctionIdentityClientId="00000000-0000-0000-0000-000000000000"
--
-- The SID is the client id: so the server needs no right to look into the directory (FROM EXTERNAL PROVIDER would).
SET XACT_ABORT ON;

DECLARE @name sysname = N'$(FunctionIdentityName)';
DECLARE @sid varbinary(16) = CONVERT(varbinary(16), CONVERT(uniqueidentifier, N'$(FunctionIdentityClientId)'));
DECLARE @statement nvarchar(max);

IF EXISTS (SELECT 1 FROM sys.database_principals WHERE name = @name AND sid <> @sid)
BEGIN
  SET @statement = N'DROP USER ' + QUOTENAME(@name);
  EXEC sys.sp_executesql @statement;
END;

IF USER_ID(@name) IS NULL
BEGIN
  SET @statement = N'CREATE USER ' + QUOTENAME(@name) + N' WITH SID = ' + CONVERT(nvarchar(34), @sid, 1) + N', TYPE = E';
  EXEC sys.sp_executesql @statement;
END;

-- The procedure reaches its table by ownership; the user itself may neither read nor write it.
SET @statement = N'GRANT EXECUTE ON OBJECT::stats.store_daily TO ' + QUOTENAME(@name);
EXEC sys.sp_executesql @statement;
GO
