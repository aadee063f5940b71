// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

import {Base64} from "solady/utils/Base64.sol";
import {LibString} from "solady/utils/LibString.sol";
import {LayerMetadata} from "../../contracts/LayerMetadata.sol";
import {LayerToken} from "../../contracts/LayerToken.sol";
import {ILayerMetadata} from "../../contracts/interfaces/ILayerMetadata.sol";
import {ILayerToken} from "../../contracts/interfaces/ILayerToken.sol";
import {WorkFixture} from "./WorkFixture.sol";

contract LayerMetadataTest is WorkFixture {
    using LibString for string;

    string private constant IMAGE_BASE = "https://wall.example/images/";
    string private constant JSON_PREFIX = "data:application/json;base64,";
    string private constant SVG_PREFIX = "data:image/svg+xml;base64,";

    LayerMetadata private metadata;

    function setUp() public override {
        super.setUp();
        metadata = new LayerMetadata(address(token), "Living paintings.", IMAGE_BASE);
        vm.prank(artist);
        token.setRenderer(address(metadata));
    }

    function test_tokenURI_describesALayer() public {
        vm.startPrank(owner);
        token.setStyle(FINITE, change(0, 250), 0);
        token.freeze(FINITE);
        string memory json = decoded(token.tokenURI(FINITE), JSON_PREFIX);
        assertEq(vm.parseJsonString(json, ".name"), "Pentimento 1, layer 2");
        assertEq(vm.parseJsonString(json, ".description"), "Living paintings.");
        assertEq(vm.parseJsonString(json, ".image"), "https://wall.example/images/65538?v=1");
        assertEq(vm.parseJsonString(json, ".image_data"), metadata.svgOf(FINITE));
        assertAttribute(json, 0, "Work", 1);
        assertAttribute(json, 1, "Layer", 2);
        assertAttribute(json, 2, "Lever 1", 250);
        assertAttribute(json, 13, "Lever 12", 0);
        assertAttribute(json, 14, "Revision", 1);
        assertAttribute(json, 15, "Updates remaining", 1);
        assertAttribute(json, 16, "Frozen", "yes");
        assertFalse(vm.keyExistsJson(json, ".attributes[17]"));
    }

    function test_tokenURI_describesTheMaster() public view {
        string memory json = decoded(token.tokenURI(MASTER), JSON_PREFIX);
        assertEq(vm.parseJsonString(json, ".name"), "Pentimento 1");
        assertEq(vm.parseJsonString(json, ".image"), "https://wall.example/images/65536?v=0");
        assertAttribute(json, 1, "Part", "master");
        assertAttribute(json, 15, "Updates remaining", "unlimited");
        assertAttribute(json, 16, "Frozen", "no");
    }

    function test_tokenURI_leavesOutLeversThatDoNotExist() public {
        LayerToken few = new LayerToken(artist, 1, "");
        ILayerToken.TokenSetup[] memory tokens = new ILayerToken.TokenSetup[](2);
        tokens[0] = ILayerToken.TokenSetup(artist, 0, UNLIMITED_WORD);
        tokens[1] = ILayerToken.TokenSetup(owner, uint256(9) << 16, UNLIMITED_WORD | (3 << 16));
        vm.prank(artist);
        few.createWork(ENTROPY, MANIFEST, tokens);
        metadata = new LayerMetadata(address(few), "", "");
        string memory json = decoded(metadata.tokenURI(LAYER), JSON_PREFIX);
        assertAttribute(json, 2, "Lever 2", 3);
        assertAttribute(json, 3, "Revision", 0);
        assertEq(occurrences(metadata.svgOf(LAYER), "<rect"), 1);
        assertEq(occurrences(metadata.svgOf(MASTER), "<rect"), 0);
    }

    function test_tokenURI_drawsTheImageWhileNoServerIsNamed() public {
        vm.prank(artist);
        metadata.setImageBase("");
        string memory json = decoded(token.tokenURI(LAYER), JSON_PREFIX);
        assertEq(decoded(vm.parseJsonString(json, ".image"), SVG_PREFIX), metadata.svgOf(LAYER));
    }

    function test_tokenURI_escapesWhatTheArtistWrote() public {
        string memory text = unicode"\"},\"image\":\"javascript:alert(1)\"\\ \n\t<script> … ";
        metadata = new LayerMetadata(address(token), text, "\",\"x\":\"");
        string memory json = decoded(metadata.tokenURI(LAYER), JSON_PREFIX);
        assertEq(vm.parseJsonString(json, ".description"), text);
        assertEq(vm.parseJsonString(json, ".image"), "\",\"x\":\"65537?v=0");
        assertFalse(vm.keyExistsJson(json, ".x"));
        assertEq(vm.parseJsonString(decoded(metadata.contractURI(), JSON_PREFIX), ".description"), text);
    }

    function test_tokenURI_failsOnAnUnknownToken() public {
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.UnknownToken.selector, LAST + 1));
        metadata.tokenURI(LAST + 1);
    }

    function test_versionOf_ofTheMasterMovesWithEveryTokenOfTheWork() public {
        vm.prank(owner);
        token.setStyle(LAYER, change(0, 1), 0);
        assertEq(metadata.versionOf(LAYER), 1);
        assertEq(metadata.versionOf(FINITE), 0);
        assertEq(metadata.versionOf(MASTER), 1);
        vm.prank(other);
        token.setStyle(LAST, change(0, 1), 0);
        vm.prank(artist);
        token.setStyle(MASTER, change(0, 1), 0);
        assertEq(metadata.versionOf(MASTER), 3);
    }

    function test_svgOf_drawsABarALeverAndAFrameWhenFrozen() public {
        string memory svg = metadata.svgOf(LAYER);
        assertEq(occurrences(svg, "<rect"), 12);
        assertEq(occurrences(svg, "height='8'"), 12);
        assertEq(occurrences(svg, "stroke"), 0);
        vm.startPrank(owner);
        token.setStyle(LAYER, change(11, MAX), 0);
        token.freeze(LAYER);
        svg = metadata.svgOf(LAYER);
        assertEq(occurrences(svg, "<rect x='224' y='12' width='12' height='128'"), 1);
        assertEq(occurrences(svg, "stroke='#fff'"), 1);
        assertTrue(svg.startsWith("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 240 150'>"));
        assertTrue(svg.endsWith("</svg>"));
    }

    /// @dev So that it can stand in JSON unescaped and in no reader does more than draw.
    function testFuzz_svgOf_isMadeOfHarmlessBytes(uint256 seed) public {
        for (uint8 lever = 0; lever < 12; ++lever) {
            uint16 value = uint16(bound(uint256(keccak256(abi.encode(seed, lever))), 1, MAX));
            vm.prank(owner);
            token.setStyle(LAYER, change(lever, value), lever);
        }
        bytes memory svg = bytes(metadata.svgOf(LAYER));
        for (uint256 i = 0; i < svg.length; ++i) {
            assertTrue(svg[i] >= 0x20 && svg[i] < 0x7f && svg[i] != "\"" && svg[i] != "\\" && svg[i] != "&");
        }
    }

    function test_contractURI_describesTheSeries() public view {
        string memory json = decoded(token.contractURI(), JSON_PREFIX);
        assertEq(vm.parseJsonString(json, ".name"), token.name());
        assertEq(vm.parseJsonString(json, ".description"), "Living paintings.");
    }

    function test_getTraitMetadataURI_isJson() public view {
        string memory uri = token.getTraitMetadataURI();
        string memory json = uri.slice(uri.indexOf(",") + 1);
        assertEq(vm.parseJsonString(json, ".traits.revision.validateOnSale"), "requireEq");
    }

    function test_setImageBase_movesTheLivePictures() public {
        vm.expectEmit(address(metadata));
        emit ILayerMetadata.ImageBaseSet("ipfs://moved/");
        vm.prank(artist);
        metadata.setImageBase("ipfs://moved/");
        string memory json = decoded(token.tokenURI(LAYER), JSON_PREFIX);
        assertEq(vm.parseJsonString(json, ".image"), "ipfs://moved/65537?v=0");
    }

    function test_setImageBase_failsIfNotArtist() public {
        vm.expectRevert(abi.encodeWithSelector(ILayerMetadata.NotArtist.selector, owner));
        vm.prank(owner);
        metadata.setImageBase("");
    }

    function test_freezeImageBase_isOneWay() public {
        vm.startPrank(artist);
        vm.expectEmit(address(metadata));
        emit ILayerMetadata.ImageBaseFrozen(IMAGE_BASE);
        metadata.freezeImageBase();
        assertTrue(metadata.imageBaseFrozen());
        vm.expectRevert(ILayerMetadata.ImageBaseIsFrozen.selector);
        metadata.setImageBase("");
        vm.expectRevert(ILayerMetadata.ImageBaseIsFrozen.selector);
        metadata.freezeImageBase();
        assertEq(metadata.imageBase(), IMAGE_BASE);
    }

    function test_freezeImageBase_failsIfNotArtist() public {
        vm.expectRevert(abi.encodeWithSelector(ILayerMetadata.NotArtist.selector, other));
        vm.prank(other);
        metadata.freezeImageBase();
    }

    function decoded(string memory uri, string memory prefix) private pure returns (string memory) {
        assertTrue(uri.startsWith(prefix));
        return string(Base64.decode(uri.slice(bytes(prefix).length)));
    }

    function assertAttribute(string memory json, uint256 index, string memory trait, uint256 value) private pure {
        string memory path = string.concat(".attributes[", vm.toString(index), "]");
        assertEq(vm.parseJsonString(json, string.concat(path, ".trait_type")), trait);
        assertEq(vm.parseJsonString(json, string.concat(path, ".display_type")), "number");
        assertEq(vm.parseJsonUint(json, string.concat(path, ".value")), value);
    }

    function assertAttribute(string memory json, uint256 index, string memory trait, string memory value) private pure {
        string memory path = string.concat(".attributes[", vm.toString(index), "]");
        assertEq(vm.parseJsonString(json, string.concat(path, ".trait_type")), trait);
        assertEq(vm.parseJsonString(json, string.concat(path, ".value")), value);
    }

    function occurrences(string memory text, string memory part) private pure returns (uint256) {
        return text.indicesOf(part).length;
    }
}
