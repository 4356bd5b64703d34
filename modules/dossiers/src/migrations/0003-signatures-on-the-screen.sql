COMMENT ON TABLE dossiers.capture IS 'The portrait, a finger (its image, or why there is none), or a signature given on the screen. pii=biometric';
COMMENT ON COLUMN dossiers.capture.slot IS 'portrait, finger-1 to finger-10 (positions of ISO/IEC 19794), signature-citizen or signature-officer. pii=none';
COMMENT ON COLUMN dossiers.capture.bytes IS 'The image; of a signature the strokes of the pen, as SVG. pii=biometric';
UPDATE dossiers.step SET content = '{"citizen":"paper","officer":"paper"}'::json WHERE step = 'signatures' AND content->>'citizen' = 'true' AND content->>'officer' = 'true';
DELETE FROM dossiers.step WHERE step = 'signatures' AND (content->>'citizen' = 'false' OR content->>'officer' = 'false');
