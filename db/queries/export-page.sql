-- The next scans of a campaign's routes (a JSON list) past a scan number, in order. Ledger.
SELECT scan.no, scan.route, scan.judged, scan.evidence, scan.skew, agent.agent
FROM scan JOIN agent ON agent.no = scan.agent
WHERE scan.no > :after AND scan.no <= :last AND scan.route IN (SELECT value FROM json_each(:routes))
ORDER BY scan.no
LIMIT :limit
