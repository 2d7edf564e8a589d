-- The newest scans of a campaign's routes (a JSON list) between two scan numbers. Ledger.
SELECT scan.no, scan.route, scan.judged, scan.evidence, scan.skew, agent.agent
FROM scan JOIN agent ON agent.no = scan.agent
WHERE scan.no BETWEEN :first AND :last AND scan.route IN (SELECT value FROM json_each(:routes))
ORDER BY scan.no DESC
LIMIT :limit
