// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

import {Vm} from "forge-std/Vm.sol";
import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import {ERC721} from "solady/tokens/ERC721.sol";
import {LibString} from "solady/utils/LibString.sol";
import {LayerToken} from "../../contracts/LayerToken.sol";
import {IERC4906} from "../../contracts/interfaces/IERC4906.sol";
import {IERC4907} from "../../contracts/interfaces/IERC4907.sol";
import {IERC7496} from "../../contracts/interfaces/IERC7496.sol";
import {IERC7572} from "../../contracts/interfaces/IERC7572.sol";
import {ILayerToken} from "../../contracts/interfaces/ILayerToken.sol";
import {IOwnerSigned} from "../../contracts/interfaces/IOwnerSigned.sol";
import {ITokenMetadata} from "../../contracts/interfaces/ITokenMetadata.sol";
import {FROZEN, REVISION_SHIFT, StyleWord, UPDATES_SHIFT} from "../../contracts/types/StyleWord.sol";
import {WorkFixture} from "./WorkFixture.sol";

contract LayerTokenTest is WorkFixture {
    // createWork

    function test_createWork_mintsMasterAndLayersToTheirOwners() public view {
        assertEq(token.works(), 1);
        assertEq(token.ownerOf(MASTER), artist);
        assertEq(token.ownerOf(LAYER), owner);
        assertEq(token.ownerOf(FINITE), owner);
        assertEq(token.ownerOf(LAST), other);
        assertEq(token.balanceOf(owner), 2);
        (bytes32 entropy, uint256 layers) = token.workOf(1);
        assertEq(entropy, ENTROPY);
        assertEq(layers, 3);
        assertEq(token.manifestOf(1), MANIFEST);
        assertEq(token.boundsOf(LAYER), evenBounds(MAX));
        assertEq(token.styleOf(FINITE), 2 << UPDATES_SHIFT);
        assertEq(token.epochOf(LAYER), 0);
    }

    function test_createWork_tellsWorkAndSchemasInTokenOrder() public {
        ILayerToken.TokenSetup[] memory tokens = threeLayers();
        tokens[2].word |= 77;
        vm.expectEmit(address(token));
        emit ILayerToken.WorkCreated(2, artist, 3, ENTROPY, keccak256(MANIFEST));
        for (uint256 i = 0; i < 4; ++i) {
            vm.expectEmit(address(token));
            emit ERC721.Transfer(address(0), tokens[i].owner, (2 << 16) | i);
            vm.expectEmit(address(token));
            emit ILayerToken.SchemaSet((2 << 16) | i, tokens[i].bounds, tokens[i].word);
        }
        vm.prank(artist);
        assertEq(token.createWork(ENTROPY, MANIFEST, tokens), 2);
    }

    function test_createWork_failsIfNotArtist() public {
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.NotArtist.selector, owner));
        vm.prank(owner);
        token.createWork(ENTROPY, MANIFEST, threeLayers());
    }

    function test_createWork_failsPastTheCap() public {
        vm.startPrank(artist);
        token.createWork(ENTROPY, MANIFEST, threeLayers());
        token.createWork(ENTROPY, MANIFEST, threeLayers());
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.SeriesCapExceeded.selector, CAP, CAP + 3));
        token.createWork(ENTROPY, MANIFEST, threeLayers());
    }

    function test_createWork_failsWithoutALayer() public {
        ILayerToken.TokenSetup[] memory lonely = new ILayerToken.TokenSetup[](1);
        lonely[0] = threeLayers()[0];
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.BadLayerCount.selector, 1));
        vm.prank(artist);
        token.createWork(ENTROPY, MANIFEST, lonely);
    }

    function test_createWork_failsOnAManifestThatCannotBeStored() public {
        vm.startPrank(artist);
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.BadManifestLength.selector, 0, 24_575));
        token.createWork(ENTROPY, "", threeLayers());
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.BadManifestLength.selector, 24_576, 24_575));
        token.createWork(ENTROPY, new bytes(24_576), threeLayers());
        token.createWork(ENTROPY, new bytes(24_575), threeLayers());
        assertEq(token.manifestOf(2).length, 24_575);
    }

    function test_createWork_failsOnABadFirstWord() public {
        uint256[4] memory words = [
            UNLIMITED_WORD | (MAX + 1),
            UNLIMITED_WORD | ((uint256(MAX) + 1) << 176),
            UNLIMITED_WORD | (1 << REVISION_SHIFT),
            UNLIMITED_WORD | FROZEN
        ];
        for (uint256 i = 0; i < words.length; ++i) {
            ILayerToken.TokenSetup[] memory tokens = threeLayers();
            tokens[3].word = words[i];
            vm.expectRevert(abi.encodeWithSelector(ILayerToken.BadFirstWord.selector, 3));
            vm.prank(artist);
            token.createWork(ENTROPY, MANIFEST, tokens);
        }
    }

    function test_createWork_failsOnBoundsAboveTwelveLevers() public {
        ILayerToken.TokenSetup[] memory tokens = threeLayers();
        tokens[1].bounds |= 1 << 192;
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.BadBounds.selector, 1));
        vm.prank(artist);
        token.createWork(ENTROPY, MANIFEST, tokens);
    }

    function test_createWork_mintsToAnAccountWithCodeWithoutAskingIt() public {
        ILayerToken.TokenSetup[] memory tokens = threeLayers();
        tokens[1].owner = address(this);
        vm.prank(artist);
        token.createWork(ENTROPY, MANIFEST, tokens);
        assertEq(token.ownerOf((2 << 16) | 1), address(this));
    }

    // setStyle

    function test_setStyle_changesTheNamedLeversAndNothingElse() public {
        vm.startPrank(owner);
        token.setStyle(LAYER, changeFirst(12, 5), 0);
        uint256 before = token.styleOf(LAYER);
        token.setStyle(LAYER, abi.encodePacked(change(0, 1), change(6, 1000), change(11, 0)), 1);
        StyleWord word = StyleWord.wrap(token.styleOf(LAYER));
        for (uint256 i = 0; i < 12; ++i) {
            uint256 expected = i == 0 ? 1 : i == 6 ? 1000 : i == 11 ? 0 : StyleWord.wrap(before).lever(i);
            assertEq(word.lever(i), expected);
        }
        assertEq(word.revision(), 2);
        assertEq(word.updatesLeft(), type(uint24).max);
        assertEq(word.flags(), 0);
    }

    function test_setStyle_tellsBothWordsAndRefreshesTokenAndMaster() public {
        uint256 expected = UNLIMITED_WORD | (1 << REVISION_SHIFT) | (9 << 16);
        vm.expectEmit(address(token));
        emit ILayerToken.StyleChanged(LAYER, 1, owner, UNLIMITED_WORD, expected);
        vm.expectEmit(address(token));
        emit IERC4906.MetadataUpdate(LAYER);
        vm.expectEmit(address(token));
        emit IERC4906.MetadataUpdate(MASTER);
        vm.prank(owner);
        token.setStyle(LAYER, change(1, 9), 0);
    }

    function test_setStyle_refreshesAMasterOnce() public {
        vm.recordLogs();
        vm.prank(artist);
        token.setStyle(MASTER, change(0, 1), 0);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        uint256 refreshes = 0;
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] == IERC4906.MetadataUpdate.selector) ++refreshes;
        }
        assertEq(refreshes, 1);
    }

    function test_setStyle_usesUpAFiniteCount() public {
        vm.startPrank(owner);
        token.setStyle(FINITE, change(0, 1), 0);
        token.setStyle(FINITE, change(0, 2), 1);
        assertEq(StyleWord.wrap(token.styleOf(FINITE)).updatesLeft(), 0);
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.NoUpdatesLeft.selector, FINITE));
        token.setStyle(FINITE, change(0, 3), 2);
    }

    function test_setStyle_failsIfNotOwner() public {
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.NotStyler.selector, other, LAYER));
        vm.prank(other);
        token.setStyle(LAYER, change(0, 1), 0);
    }

    function test_setStyle_failsForTheArtistOfTheWork() public {
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.NotStyler.selector, artist, LAYER));
        vm.prank(artist);
        token.setStyle(LAYER, change(0, 1), 0);
    }

    function test_setStyle_failsForApprovedOperators() public {
        vm.startPrank(owner);
        token.approve(other, LAYER);
        token.setApprovalForAll(other, true);
        vm.startPrank(other);
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.NotStyler.selector, other, LAYER));
        token.setStyle(LAYER, change(0, 1), 0);
        vm.expectRevert(abi.encodeWithSelector(IOwnerSigned.NotTokenOwner.selector, other, LAYER));
        token.freeze(LAYER);
    }

    function test_setStyle_failsOnAnUnknownToken() public {
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.UnknownToken.selector, LAST + 1));
        vm.prank(owner);
        token.setStyle(LAST + 1, change(0, 1), 0);
    }

    function test_setStyle_failsOnAStaleRevision() public {
        vm.startPrank(owner);
        token.setStyle(LAYER, change(0, 1), 0);
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.StaleRevision.selector, LAYER, 0, 1));
        token.setStyle(LAYER, change(0, 2), 0);
    }

    function test_setStyle_failsWhenNothingChanges() public {
        vm.startPrank(owner);
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.NothingChanged.selector, LAYER));
        token.setStyle(LAYER, changeFirst(3, 0), 0);
    }

    function test_setStyle_failsAboveTheBound() public {
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.LeverOutOfBounds.selector, 11, MAX + 1, MAX));
        vm.prank(owner);
        token.setStyle(LAYER, abi.encodePacked(change(0, 1), change(11, MAX + 1)), 0);
    }

    function test_setStyle_reachesTheNewOwnerWithTheToken() public {
        vm.prank(owner);
        token.transferFrom(owner, other, LAYER);
        assertTrue(token.isStyler(other, LAYER));
        assertFalse(token.isStyler(owner, LAYER));
        vm.prank(other);
        token.setStyle(LAYER, change(0, 1), 0);
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.NotStyler.selector, owner, LAYER));
        vm.prank(owner);
        token.setStyle(LAYER, change(0, 2), 1);
    }

    // setStyles

    function test_setStyles_restylesSeveralTokensInTheOrderGiven() public {
        ILayerToken.StyleChange[] memory several = new ILayerToken.StyleChange[](3);
        several[0] = ILayerToken.StyleChange(LAYER, change(0, 1), 0);
        several[1] = ILayerToken.StyleChange(FINITE, changeFirst(12, 2), 0);
        several[2] = ILayerToken.StyleChange(LAYER, change(1, 3), 1);
        vm.expectEmit(address(token));
        emit ILayerToken.StyleChanged(LAYER, 1, owner, UNLIMITED_WORD, UNLIMITED_WORD | (1 << REVISION_SHIFT) | 1);
        vm.prank(owner);
        token.setStyles(several);
        assertEq(token.styleOf(LAYER), UNLIMITED_WORD | (2 << REVISION_SHIFT) | (3 << 16) | 1);
        assertEq(StyleWord.wrap(token.styleOf(FINITE)).updatesLeft(), 1);
        assertEq(StyleWord.wrap(token.styleOf(FINITE)).lever(11), 2);
    }

    function test_setStyles_isAllOrNothing() public {
        ILayerToken.StyleChange[] memory several = new ILayerToken.StyleChange[](2);
        several[0] = ILayerToken.StyleChange(LAYER, change(0, 1), 0);
        several[1] = ILayerToken.StyleChange(LAST, change(0, 1), 0);
        vm.startPrank(owner);
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.NotStyler.selector, owner, LAST));
        token.setStyles(several);
        several[1] = ILayerToken.StyleChange(FINITE, change(0, 1), 1);
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.StaleRevision.selector, FINITE, 1, 0));
        token.setStyles(several);
        several[1] = several[0];
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.StaleRevision.selector, LAYER, 0, 1));
        token.setStyles(several);
        assertEq(token.styleOf(LAYER), UNLIMITED_WORD);
    }

    function test_setStyles_failsOnNone() public {
        vm.expectRevert(ILayerToken.NoStyleChanges.selector);
        vm.prank(owner);
        token.setStyles(new ILayerToken.StyleChange[](0));
    }

    // freeze

    function test_freeze_endsRestylingForEver() public {
        vm.startPrank(owner);
        token.setStyle(LAYER, change(0, 1), 0);
        uint256 before = token.styleOf(LAYER);
        vm.expectEmit(address(token));
        emit ILayerToken.LayerFrozen(LAYER, owner);
        token.freeze(LAYER);
        assertEq(token.styleOf(LAYER), before | FROZEN);
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.StyleFrozen.selector, LAYER));
        token.setStyle(LAYER, change(0, 2), 1);
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.StyleFrozen.selector, LAYER));
        token.freeze(LAYER);
    }

    function test_freeze_staysWithTheTokenWhenItIsSold() public {
        vm.startPrank(owner);
        token.freeze(LAYER);
        token.transferFrom(owner, other, LAYER);
        vm.startPrank(other);
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.StyleFrozen.selector, LAYER));
        token.setStyle(LAYER, change(0, 2), 0);
    }

    // ERC-721

    function test_transfer_beginsANewEpochEachTime() public {
        vm.prank(owner);
        token.transferFrom(owner, other, LAYER);
        assertEq(token.epochOf(LAYER), 1);
        vm.prank(other);
        token.safeTransferFrom(other, owner, LAYER);
        assertEq(token.epochOf(LAYER), 2);
        assertEq(token.ownerOf(LAYER), owner);
        assertEq(token.epochOf(FINITE), 0);
    }

    function test_transfer_leavesStyleAlone() public {
        vm.startPrank(owner);
        token.setStyle(LAYER, change(0, 1), 0);
        uint256 before = token.styleOf(LAYER);
        token.transferFrom(owner, other, LAYER);
        assertEq(token.styleOf(LAYER), before);
    }

    function test_payableCalls_refuseValue() public {
        vm.deal(owner, 4 ether);
        vm.startPrank(owner);
        bytes4 refused = ILayerToken.ValueNotAccepted.selector;
        vm.expectRevert(refused);
        token.approve{value: 1}(other, LAYER);
        vm.expectRevert(refused);
        token.transferFrom{value: 1}(owner, other, LAYER);
        vm.expectRevert(refused);
        token.safeTransferFrom{value: 1}(owner, other, LAYER);
        vm.expectRevert(refused);
        token.safeTransferFrom{value: 1}(owner, other, LAYER, "");
        (bool accepted,) = address(token).call{value: 1}("");
        assertFalse(accepted);
    }

    function test_safeTransfer_letsAReceiverRestyleOnlyOnceItOwns() public {
        RestylingReceiver receiver = new RestylingReceiver();
        vm.prank(owner);
        token.safeTransferFrom(owner, address(receiver), LAYER);
        assertEq(token.ownerOf(LAYER), address(receiver));
        assertEq(StyleWord.wrap(token.styleOf(LAYER)).lever(0), 3);
        assertEq(token.epochOf(LAYER), 1);
    }

    function test_supportsInterface_namesWhatItImplements() public view {
        assertTrue(token.supportsInterface(0x01ffc9a7));
        assertTrue(token.supportsInterface(0x80ac58cd));
        assertTrue(token.supportsInterface(0x5b5e139f));
        assertTrue(token.supportsInterface(0x2a55205a));
        assertTrue(token.supportsInterface(0x49064906));
        assertTrue(token.supportsInterface(type(IERC4907).interfaceId));
        assertTrue(token.supportsInterface(0xad092b5c));
        assertTrue(token.supportsInterface(type(IERC5267).interfaceId));
        assertTrue(token.supportsInterface(0x84b0196e));
        assertTrue(token.supportsInterface(type(IERC7496).interfaceId));
        assertTrue(token.supportsInterface(0xaf332f3e));
        assertTrue(token.supportsInterface(type(IERC7572).interfaceId));
        assertTrue(token.supportsInterface(0xe8a3d485));
        assertFalse(token.supportsInterface(0x780e9d63));
        assertFalse(token.supportsInterface(0xffffffff));
        assertEq(token.name(), "Pentimento");
        assertEq(token.symbol(), "PNTM");
    }

    function test_tokenURI_isBaseAndDecimalId() public {
        assertEq(token.tokenURI(LAYER), "http://localhost:3000/api/tokens/65537");
        vm.expectEmit(address(token));
        emit ILayerToken.BaseURISet("https://wall.example/t/");
        vm.expectEmit(address(token));
        emit IERC4906.BatchMetadataUpdate(0, type(uint256).max);
        vm.prank(artist);
        token.setBaseURI("https://wall.example/t/");
        assertEq(token.baseURI(), "https://wall.example/t/");
        assertEq(token.tokenURI(LAYER), "https://wall.example/t/65537");
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.NotArtist.selector, owner));
        vm.prank(owner);
        token.setBaseURI("");
    }

    function test_contractURI_isJsonOfTheSeries() public view {
        string memory json = vm.replace(token.contractURI(), "data:application/json;utf8,", "");
        assertEq(vm.parseJsonString(json, ".name"), "Pentimento");
        assertEq(vm.parseJsonString(json, ".symbol"), "PNTM");
    }

    function test_setRenderer_handsAllMetadataToAContractAndBack() public {
        address renderer = address(new EchoingMetadata());
        vm.expectEmit(address(token));
        emit ILayerToken.RendererSet(renderer);
        vm.expectEmit(address(token));
        emit IERC4906.BatchMetadataUpdate(0, type(uint256).max);
        vm.expectEmit(address(token));
        emit IERC7572.ContractURIUpdated();
        vm.expectEmit(address(token));
        emit IERC7496.TraitMetadataURIUpdated();
        vm.startPrank(artist);
        token.setRenderer(renderer);
        assertEq(token.renderer(), renderer);
        assertEq(token.tokenURI(LAYER), "token 65537");
        assertEq(token.contractURI(), "contract");
        assertEq(token.getTraitMetadataURI(), "traits");
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.UnknownToken.selector, LAST + 1));
        token.tokenURI(LAST + 1);
        token.setRenderer(address(0));
        assertEq(token.tokenURI(LAYER), "http://localhost:3000/api/tokens/65537");
    }

    function test_freezeMetadata_isOneWay() public {
        vm.expectEmit(address(token));
        emit ILayerToken.MetadataFrozen();
        vm.startPrank(artist);
        token.freezeMetadata();
        assertTrue(token.metadataFrozen());
        bytes4 frozen = ILayerToken.MetadataIsFrozen.selector;
        vm.expectRevert(frozen);
        token.setBaseURI("");
        vm.expectRevert(frozen);
        token.setRenderer(address(1));
        vm.expectRevert(frozen);
        token.freezeMetadata();
    }

    function test_metadata_isTheArtistsAlone() public {
        bytes memory refused = abi.encodeWithSelector(ILayerToken.NotArtist.selector, owner);
        vm.startPrank(owner);
        vm.expectRevert(refused);
        token.setRenderer(address(1));
        vm.expectRevert(refused);
        token.freezeMetadata();
        vm.expectRevert(refused);
        token.setRoyalty(1, owner, 0);
    }

    // royalties

    function test_royalty_beginsWithATenthToTheArtist() public view {
        (address receiver, uint256 amount) = token.royaltyInfo(LAYER, 1 ether);
        assertEq(receiver, artist);
        assertEq(amount, 0.1 ether);
    }

    function test_setRoyalty_movesOneWorksRoyaltyAndNeverRaisesIt() public {
        vm.startPrank(artist);
        token.createWork(ENTROPY, MANIFEST, threeLayers());
        vm.expectEmit(address(token));
        emit ILayerToken.RoyaltySet(1, other, 250);
        token.setRoyalty(1, other, 250);
        (address receiver, uint256 amount) = token.royaltyInfo(MASTER, 1 ether);
        assertEq(receiver, other);
        assertEq(amount, 0.025 ether);
        (receiver, amount) = token.royaltyInfo(2 << 16, 1 ether);
        assertEq(receiver, artist);
        assertEq(amount, 0.1 ether);
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.BadRoyalty.selector, other, 251, 250));
        token.setRoyalty(1, other, 251);
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.BadRoyalty.selector, other, 1001, 1000));
        token.setRoyalty(2, other, 1001);
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.BadRoyalty.selector, address(0), 250, 250));
        token.setRoyalty(1, address(0), 250);
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.UnknownWork.selector, 3));
        token.setRoyalty(3, other, 0);
        token.setRoyalty(1, other, 0);
        (, amount) = token.royaltyInfo(LAYER, type(uint256).max);
        assertEq(amount, 0);
    }

    /// @dev Also where price times rate is more than a word holds.
    function testFuzz_royalty_isNeverMoreThanATenth(uint256 price, uint256 rate) public {
        rate = bound(rate, 0, 1000);
        vm.prank(artist);
        token.setRoyalty(1, other, rate);
        (, uint256 amount) = token.royaltyInfo(LAYER, price);
        assertLe(amount, price / 10);
        assertEq(amount, (price / 10_000) * rate + ((price % 10_000) * rate) / 10_000);
    }

    function test_royaltyInfo_failsOnAnUnknownToken() public {
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.UnknownToken.selector, LAST + 1));
        token.royaltyInfo(LAST + 1, 1);
    }

    // reading

    function test_reading_failsOnWhatDoesNotExist() public {
        uint256 unknown = LAST + 1;
        bytes memory noToken = abi.encodeWithSelector(ILayerToken.UnknownToken.selector, unknown);
        vm.expectRevert(noToken);
        token.styleOf(unknown);
        vm.expectRevert(noToken);
        token.boundsOf(unknown);
        vm.expectRevert(noToken);
        token.seedOf(unknown);
        vm.expectRevert(noToken);
        token.epochOf(unknown);
        vm.expectRevert(noToken);
        token.tokenURI(unknown);
        vm.expectRevert(noToken);
        token.isStyler(address(0), unknown);
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.UnknownWork.selector, 2));
        token.workOf(2);
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.UnknownWork.selector, 0));
        token.manifestOf(0);
    }

    function test_seedOf_hashesContractEntropyAndToken() public view {
        assertEq(token.seedOf(LAYER), keccak256(abi.encodePacked(address(token), ENTROPY, LAYER)));
        assertNotEq(token.seedOf(LAYER), token.seedOf(FINITE));
    }

    function test_deployment_recordsWhoWhatAndWhen() public {
        vm.roll(1234);
        LayerToken later = new LayerToken(other, 5, "");
        assertEq(later.deployBlock(), 1234);
        assertEq(later.artist(), other);
        assertEq(later.cap(), 5);
    }

    /// @dev Whatever bytes come as changes: either they are refused, or exactly the word a plain reading gives is stored.
    function testFuzz_setStyle_acceptsOnlyWhatAPlainReadingAccepts(bytes calldata changes) public {
        (bool good, uint256 expected) = plainReading(changes);
        vm.prank(owner);
        (bool accepted,) = address(token).call(abi.encodeCall(token.setStyle, (LAYER, changes, 0)));
        assertEq(accepted, good);
        assertEq(token.styleOf(LAYER), good ? expected : UNLIMITED_WORD);
    }

    /// @dev As above with bytes that are well formed more often than not.
    function testFuzz_setStyle_movesLeversWithinBounds(uint16[12] memory values, uint16 mask) public {
        bytes memory changes;
        for (uint256 i = 0; i < 12; ++i) {
            if ((mask >> i) & 1 == 1) changes = abi.encodePacked(changes, change(uint8(i), values[i] % (MAX + 40)));
        }
        this.testFuzz_setStyle_acceptsOnlyWhatAPlainReadingAccepts(changes);
    }

    /// @dev The changes parser again, slow and simple: from a word of twelve zeros, revision 0, unlimited updates.
    function plainReading(bytes calldata changes) private pure returns (bool good, uint256 word) {
        if (changes.length == 0 || changes.length % 3 != 0 || changes.length > 36) return (false, 0);
        uint256 levers = 0;
        for (uint256 i = 0; i < changes.length; i += 3) {
            uint256 lever = uint8(changes[i]);
            uint256 value = uint256(uint8(changes[i + 1])) * 256 + uint8(changes[i + 2]);
            if (lever > 11 || value > MAX || (i > 0 && lever <= uint8(changes[i - 3]))) return (false, 0);
            levers += value * 2 ** (16 * lever);
        }
        return (levers != 0, UNLIMITED_WORD + 2 ** 192 + levers);
    }
}

/// @notice Restyles what it receives, from within the transfer.
contract RestylingReceiver {
    function onERC721Received(address, address, uint256 tokenId, bytes calldata) external returns (bytes4) {
        ILayerToken(msg.sender).setStyle(tokenId, hex"000003", 0);
        return this.onERC721Received.selector;
    }
}

/// @notice Says which metadata it was asked for.
contract EchoingMetadata is ITokenMetadata {
    function tokenURI(uint256 tokenId) external pure returns (string memory) {
        return string.concat("token ", LibString.toString(tokenId));
    }

    function contractURI() external pure returns (string memory) {
        return "contract";
    }

    function getTraitMetadataURI() external pure returns (string memory) {
        return "traits";
    }
}
