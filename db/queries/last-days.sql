-- The newest counting days on which a campaign was scanned at all.
SELECT DISTINCT day FROM daily WHERE campaign = :campaign ORDER BY day DESC LIMIT 30
